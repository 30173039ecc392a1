import { isExampleHost, isLocalHost } from '../../../knowledge/hosts.ts'
import { settingsSyntax } from '../../../knowledge/settings-file.ts'
import { findLayerPath, type Layer } from '../../../model/layer.ts'

/** What to search for: keys of hosts (sshd(8), SSH_KNOWN_HOSTS), ssh_config(5), commands that log in. */
export const SERVER_KEYWORDS: readonly string[] = [
  ' ssh-ed25519 aaaa',
  ' ssh-rsa aaaa',
  ' ecdsa-sha2-nistp256 aaaa',
  'hostname ',
  'ssh ',
  'scp ',
  'rsync ',
]

/** Servers that everybody logs in to. */
const SHARED =
  /^(?:github\.com|gitlab\.com|bitbucket\.org|ssh\.dev\.azure\.com|codeberg\.org|git\.sr\.ht|vs-ssh\.visualstudio\.com|ssh\.github\.com)$/
/** RFC 5737: addresses for documentation; and what stands for any address. */
const NOBODYS =
  /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.|^(?:0|127|169\.254|255)\.|^1\.(?:1\.1\.1|2\.3\.4)$|^8\.8\.[48]\.[48]$/
const KNOWN = /^(?!#)(\|1\|[A-Za-z0-9+/=|]{20,120}|[\w.,:[\]*-]{3,300}) (?:ssh-|ecdsa-)/
const LOGIN =
  /^(?:ssh|scp|rsync|sftp)\s[^\r\n]{0,200}?(?<![\w.-])(?!git@)([a-z_][\w-]{0,31})@([A-Za-z0-9][\w.-]{3,200})/i

/** Bytes before and behind a hit that are looked at. */
const REACH = 400

/** A server that a file names. */
export interface Server {
  readonly host: string
  readonly offset: number
}

/** Servers in lists of known hosts, in the settings of ssh and in scripts that log in. */
export function findServers(layer: Layer, hits: Layer['hits']): Server[] {
  if (layer.kind !== 'text') return []
  const isScript = ['script', 'data'].includes(settingsSyntax(findLayerPath(layer)) ?? '')
  if (!isScript) return []
  const found: Server[] = []
  for (const { keyword, offset } of hits) {
    const host = readServerAt(layer.bytes, keyword, offset)
    if (host !== null && (host === 'a hidden host' || isSomebodys(host))) found.push({ host, offset })
  }
  return found
}

function readServerAt(bytes: Buffer, keyword: string, offset: number): string | null {
  const readLine = (): string => readLineAround(bytes, offset)
  if (keyword.endsWith('aaaa')) {
    const names = KNOWN.exec(readLine())?.[1]
    if (names === undefined) return null
    return names.startsWith('|1|') ? 'a hidden host' : normaliseHostName(names.split(',')[0] ?? '')
  }
  if (keyword === 'hostname ') {
    const isSettings = /^[ \t]*Host\s+\S/im.test(bytes.toString('latin1', Math.max(0, offset - 400), offset))
    return isSettings ? normaliseHostName(/^\s*HostName\s+(\S{3,200})/i.exec(readLine())?.[1] ?? '') : null
  }
  const command = LOGIN.exec(bytes.toString('latin1', offset, offset + 400))
  const before = bytes.toString('latin1', Math.max(0, offset - 1), offset)
  return command === null || /[\w.-]/.test(before) ? null : normaliseHostName(command[2] ?? '')
}

/** The line at an offset, as far as 400 bytes to either side. */
function readLineAround(bytes: Buffer, offset: number): string {
  const before = bytes.toString('latin1', Math.max(0, offset - REACH), offset)
  const from = offset - before.length + before.lastIndexOf('\n') + 1
  return bytes.toString('latin1', from, offset + REACH).split(/\r?\n/, 1)[0] ?? ''
}

function normaliseHostName(name: string): string {
  return name.replace(/^\[|\](?::\d+)?$|:\d+$/g, '').toLowerCase()
}

function isSomebodys(host: string): boolean {
  if (!host.includes('.') || SHARED.test(host) || NOBODYS.test(host) || isLocalHost(host)) return false
  if (/^\d+(?:\.\d+){3}$/.test(host)) return true
  return (
    /^(?:[a-z0-9_-]+\.)+[a-z]{2,}$/.test(host) &&
    !isExampleHost(host) &&
    !/\.(?:sh|js|json|txt|py|md)$/.test(host)
  )
}
