import { isIP } from 'node:net'
import * as z from 'zod'
import { isInsidersHost, isInternalHost, isUnder, normalHost } from '../../knowledge/hosts.ts'
import { isTestData } from '../../knowledge/path-role.ts'
import { baseName } from '../../knowledge/path-words.ts'
import type { Layer } from '../../model/layer.ts'
import { layerPath } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import { isInComment, isProse } from './content/context.ts'

/** Endings and beginnings that internal hosts have, as they stand in a URL or a text of their own. */
const ENDINGS = [
  '.internal',
  '.intranet',
  '.intra',
  '.corp',
  '.local',
  '.lan',
  '.private',
  '.localdomain',
  '.home.arpa',
  '.home/',
  '.home:',
  '.consul',
  '.svc',
]

const BEGINNINGS = [
  '//10.',
  '//172.',
  '//192.168.',
  '@10.',
  '@172.',
  '@192.168.',
  '//100.',
  '@100.',
  '.ts.net',
]

const HOST = /^[a-z0-9_](?:[a-z0-9._-]{0,251}[a-z0-9_])?$/i

const LONGEST_HOST = 253

const domain = z
  .string()
  .regex(
    /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i,
    'A domain is a name like "corp.acme.com": no scheme, no path, no port, no pattern.',
  )
  .transform(normalHost)

interface Found {
  readonly host: string
  readonly start: number
  /** Whether a scheme or a login stands before it. */
  readonly isUrl: boolean
  readonly hasPort: boolean
  /** Whether it is all that stands between two quotes. */
  readonly isAlone: boolean
}

/** Letters, digits, `.`, `_` and `-`, as bytes. */
const IS_HOST_BYTE = new Uint8Array(256)

for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-')
  IS_HOST_BYTE[character.charCodeAt(0)] = 1

/** The host around an offset: everything on both sides that a name may have, within the length of a name. */
function hostAt({ bytes }: Layer, offset: number): Found | null {
  let start = offset
  let end = offset
  while (start > 0 && offset - start < LONGEST_HOST && IS_HOST_BYTE[bytes[start - 1] ?? 0] === 1) start -= 1
  while (end < bytes.length && end - offset < LONGEST_HOST && IS_HOST_BYTE[bytes[end] ?? 0] === 1) end += 1
  const lead = bytes[start - 1]
  const isUrl = lead === AT || (lead === SLASH && bytes[start - 2] === SLASH)
  const isAlone = QUOTES.has(lead ?? 0) && bytes[end] === lead
  const hasPort = bytes[end] === COLON && /^:\d{2,5}\b/.test(bytes.toString('latin1', end, end + 7))
  const host = bytes.toString('latin1', start, end).replace(/[.-]{1,253}$/, '')
  return HOST.test(host) ? { host: normalHost(host), start, isUrl, hasPort, isAlone } : null
}

const QUOTES = new Set(Buffer.from('"\'`'))

const AT = 0x40

const SLASH = 0x2f

const COLON = 0x3a

export default defineRule({
  meta: {
    id: 'internal/host',
    title: 'Internal host',
    why: 'The address of an internal system does nothing for users and tells others how a network is laid out and what runs in it. In shipped code it usually means that a setting of the build ended up in the bundle.',
    fix: 'Take the address from the environment where the code runs. List domains that must never ship in the option `domains`.',
    severity: { 'open-source': 'notice', proprietary: 'warning' },
    traits: { harm: 'internals', binds: 'said' },
    since: '0.1.0',
  },
  options: z.object({
    domains: z
      .array(domain)
      .default([])
      .describe('Domains that must not show in the package, with all below them.')
      .meta({ stricter: 'more' }),
    allow: z
      .array(domain)
      .default([])
      .describe('Domains that may, with all below them.')
      .meta({ stricter: 'fewer' }),
  }),
  messages: {
    internal: {
      what: 'The code names the internal host {host}.',
      why: 'It shows how that network is laid out and does nothing for users.',
      fix: 'Take the address from the environment where the code runs.',
    },
    insiders: {
      what: 'The code names the host {host}, which looks internal by its name.',
      why: 'It tells how a company names its systems, and does nothing for users.',
      fix: 'Take the address from the environment where the code runs, or allow the domain if users need it.',
    },
    configured: {
      what: 'The host {host} is in the package; its domain must not be.',
      why: 'The configuration names the domain {domain}.',
      fix: 'Take the address from the environment where the code runs, or remove the text.',
      severity: { 'open-source': 'warning', proprietary: 'error' },
    },
  },
  keywords: ({ domains }) => [...ENDINGS, ...BEGINNINGS, ...z.array(z.string()).parse(domains)],
  layer(layer, context) {
    const { domains, allow } = context.options
    const isQuiet = saysNothing(layer)
    const seen = new Set<number>()
    for (const { offset, keyword } of context.hits) {
      const isDomain = domains.includes(keyword)
      if (isQuiet && !isDomain) continue
      const found = hostAt(layer, /^\W/.test(keyword) ? offset + keyword.search(/\w/) : offset)
      if (found === null || seen.has(found.start) || isUnder(found.host, allow)) continue
      const { host, start } = found
      const at = { layer, offset: start }
      const domain = isDomain ? domains.find((one) => isUnder(host, [one])) : undefined
      const message = isQuiet || isDomain ? null : messageFor(layer, found)
      if (domain !== undefined) context.report({ message: 'configured', data: { host, domain }, at })
      else if (message !== null && !isInComment(layer, start)) context.report({ message, data: { host }, at })
      else continue
      seen.add(start)
    }
  },
})

/** Where a host's name alone gives nothing away: prose, tests, binaries, the manifest. */
function saysNothing(layer: Layer): boolean {
  const path = layerPath(layer)
  return layer.kind === 'binary' || isProse(layer) || isTestData(path) || baseName(path) === 'package.json'
}

/** What a host in an address gives away by its name; null for one that everybody may know. */
function messageFor(layer: Layer, found: Found): 'internal' | 'insiders' | null {
  const { host, isUrl, hasPort, isAlone } = found
  if (!isUrl && !hasPort) {
    if (isIP(host) !== 0) return null
    if (isOfImage(layer, found)) return isInsidersHost(host) ? 'insiders' : 'internal'
    if (!isAlone) return null
    return isInsidersHost(host) ? 'insiders' : messageForSetting(layer, found)
  }
  if (isInternalHost(host)) return 'internal'
  return isInsidersHost(host) ? 'insiders' : null
}

/** Settings whose value is a host. */
const SETTING_OF_HOST =
  /(?:host(?:name)?|server|endpoint|addr(?:ess)?|broker|registry|proxy|gateway|cluster|domain|fqdn)s?["']?\s{0,8}(?:=>|[:=(])\s{0,8}$/i

/** A host alone in quotes may be any name with dots, but not as the value of such a setting. */
function messageForSetting(layer: Layer, { host, start }: Found): 'internal' | null {
  if (host.split('.').length < 3 || !isInternalHost(host)) return null
  return SETTING_OF_HOST.test(layer.bytes.toString('latin1', Math.max(0, start - 41), start - 1))
    ? 'internal'
    : null
}

/** Where an image of a container comes from. */
const IMAGE = /(?:^|\n)[ \t-]{0,40}(?:(?:FROM|image:|repository:)[ \t]{1,8}|--from=)["']?$/i

function isOfImage({ bytes }: Layer, { host, start }: Found): boolean {
  if (bytes[start + host.length] !== SLASH || !(isInternalHost(host) || isInsidersHost(host))) return false
  return IMAGE.test(bytes.toString('latin1', Math.max(0, start - 60), start))
}
