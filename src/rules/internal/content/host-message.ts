import { isIP } from 'node:net'
import { isInsidersHost, isInternalHost } from '../../../knowledge/hosts.ts'
import { isTestData } from '../../../knowledge/path-role.ts'
import { baseName } from '../../../knowledge/path-words.ts'
import { findLayerPath, type Layer } from '../../../model/layer.ts'
import { isProse } from './context.ts'
import type { FoundHost } from './host-at.ts'

/** Where a host's name alone gives nothing away: prose, tests, binaries, the manifest. */
export function isQuietAboutHosts(layer: Layer): boolean {
  const path = findLayerPath(layer)
  return layer.kind === 'binary' || isProse(layer) || isTestData(path) || baseName(path) === 'package.json'
}

/** What a host in an address gives away by its name; null for one that everybody may know. */
export function chooseHostMessage(layer: Layer, found: FoundHost): 'internal' | 'insiders' | null {
  const { host, isUrl, hasPort, isAlone } = found
  if (!isUrl && !hasPort) {
    if (isIP(host) !== 0) return null
    if (isOfImage(layer, found)) return isInsidersHost(host) ? 'insiders' : 'internal'
    if (!isAlone) return null
    return isInsidersHost(host) ? 'insiders' : chooseMessageForSetting(layer, found)
  }
  if (isInternalHost(host)) return 'internal'
  return isInsidersHost(host) ? 'insiders' : null
}

/** Settings whose value is a host. */
const SETTING_OF_HOST =
  /(?:host(?:name)?|server|endpoint|addr(?:ess)?|broker|registry|proxy|gateway|cluster|domain|fqdn)s?["']?\s{0,8}(?:=>|[:=(])\s{0,8}$/i

/** A host alone in quotes may be any name with dots, but not as the value of such a setting. */
function chooseMessageForSetting(layer: Layer, { host, start }: FoundHost): 'internal' | null {
  if (host.split('.').length < 3 || !isInternalHost(host)) return null
  return SETTING_OF_HOST.test(layer.bytes.toString('latin1', Math.max(0, start - 41), start - 1))
    ? 'internal'
    : null
}

/** Where an image of a container comes from. */
const IMAGE = /(?:^|\n)[ \t-]{0,40}(?:(?:FROM|image:|repository:)[ \t]{1,8}|--from=)["']?$/i

const SLASH = 0x2f

function isOfImage({ bytes }: Layer, { host, start }: FoundHost): boolean {
  if (bytes[start + host.length] !== SLASH || !(isInternalHost(host) || isInsidersHost(host))) return false
  return IMAGE.test(bytes.toString('latin1', Math.max(0, start - 60), start))
}
