import type { Finding, PackageReport, ReportPlace } from '../model/report.ts'
import { fillTemplate } from '../text/fill-template.ts'
import { encodeMarkdownCode, encodeMarkdownText, shorten } from '../text/safe-text.ts'
import { formatOriginalAddress, formatPlaceAddress } from './phrases.ts'

/** Characters of one value in a sentence, and of one address in a list. */
const VALUE_SHOWN = 160
const ADDRESS_SHOWN = 300
const PROSE_SHOWN = 1000

/** A value in a sentence: a name as code; what reads like words itself, a list or a clause, as text, so that it wraps. */
export function renderValue(value: string): string {
  return isWords(value) ? encodeMarkdownText(value, VALUE_SHOWN * 2) : encodeMarkdownCode(value, VALUE_SHOWN)
}

/** A sentence that may hold hostile parts; what it has in backticks is shown as code. */
export function renderProseText(text: string): string {
  const parts = shorten(text, PROSE_SHOWN).split('`')
  // Without its partner a backtick is a backtick.
  if (parts.length % 2 === 0) return encodeMarkdownText(text, PROSE_SHOWN)
  return parts.map((part, index) => encodePart(part, index % 2 === 1)).join('')
}

/** Spaces at the ends of a part are between words here, not at the beginning of a block. */
function encodePart(part: string, code: boolean): string {
  if (code) return part === '' ? encodeMarkdownText('``') : encodeMarkdownCode(part)
  const [, before = '', middle = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(part) ?? []
  return `${before && ' '}${encodeMarkdownText(middle)}${after && ' '}`
}

/** One part of a finding's message with its values filled in. */
export function renderMessageText(finding: Finding, part: 'what' | 'why' | 'fix'): string {
  return fillTemplate(finding.template[part], finding.data, renderValue)
}

/** Where something is, where it comes from, and what shows it. */
export function renderPlace(one: PackageReport, place: ReportPlace): string {
  const original = formatOriginalAddress(place)
  const traced = original === null ? '' : ` from ${encodeMarkdownCode(original, ADDRESS_SHOWN)}`
  const evidence = place.evidence === null ? '' : ` — ${encodeMarkdownText(place.evidence, ADDRESS_SHOWN)}`
  return `${renderPath(formatPlaceAddress(one, place))}${traced}${evidence}`
}

/** A path or an address, as code. */
export function renderPath(path: string): string {
  return encodeMarkdownCode(path, ADDRESS_SHOWN)
}

function isWords(value: string): boolean {
  return /, |\S \S+ \S/.test(value)
}
