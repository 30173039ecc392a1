import { formatNumber } from './format-number.ts'
/**
 * One encoder a channel. Whatever comes out of a tarball, a configuration or an answer from the network passes the
 * encoder of the channel it is printed to; nothing else makes hostile text harmless.
 */

/** Characters of a single value that are shown by default, in UTF-16 units. */
export const VALUE_LIMIT = 1000

/** Controls, format characters (bidi, zero-width, tags), fillers, odd spaces, separators, halves of a pair. */
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]|(?! )\p{Zs}/gu
/** The one invisible character that is ordinary, a request for the coloured form of an emoji: dropped. */
const EMOJI_STYLE = /(\p{Emoji}\p{Emoji_Modifier}?)\ufe0f/gu

/** Makes every character that does not show, or that changes how others show, visible as `\u{hex}`. */
export function showInvisible(value: string): string {
  return value
    .replace(EMOJI_STYLE, (match, emoji: string) => (isAscii(emoji) ? match : emoji))
    .replace(INVISIBLE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
}

/** Cuts the middle out of a long value and says how much; never halves a surrogate pair. Counts UTF-16 units. */
export function shorten(value: string, limit: number = VALUE_LIMIT): string {
  if (value.length <= limit) return value
  const head = trimHalfPair(value.slice(0, Math.ceil(limit * 0.7)), 'end')
  const tail = trimHalfPair(value.slice(value.length - Math.floor(limit * 0.3)), 'start')
  const left = formatNumber(value.length - head.length - tail.length)
  return `${head} … (${left} more characters) … ${tail}`
}

/**
 * For a line of the workflow log, or a part of one. The runner obeys `::command::` at the start of a line and the
 * older `##[command]` anywhere in it, and a lone carriage return starts a line for it (actions/runner:
 * `ActionCommand.TryParse` and `TryParseV2`, .NET `ReadLine`). Encoding twice changes nothing.
 */
export function encodeLogText(value: string, limit: number = Number.POSITIVE_INFINITY): string {
  return showInvisible(shorten(value, limit))
    .replaceAll('##[', '##\\[')
    .replace(/::(?=[a-z])/gi, ':\\:')
}

/** For a terminal. Also obeys {@link encodeLogText}'s rules, because the command line runs in workflows too. */
export function encodeTerminalText(value: string, limit: number = VALUE_LIMIT): string {
  return encodeLogText(value, limit)
}

/** For the message or title of an annotation. `@actions/core` escapes the command's own syntax on top. */
export function encodeAnnotationText(value: string, limit: number = VALUE_LIMIT): string {
  return showInvisible(shorten(value, limit)).replaceAll('##[', '##\\[')
}

/**
 * For a value written to `GITHUB_OUTPUT`: paths and enums stay as they are, but no character can end the line.
 * Several values are joined by a newline after encoding each.
 */
export function encodeOutputText(value: string): string {
  return value.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  )
}

/**
 * For a hostile value in Markdown, shown as code: a code span, in which nothing is Markdown, HTML, a mention or a link,
 * and which is as readable where it is not rendered. Values that a span cannot hold, or a table would cut, become
 * `<code>` with every ASCII character but letters and digits as a numeric entity; `<wbr>` after `@` keeps cmark-gfm
 * from linking e-mail addresses, which it does in raw `<code>`.
 */
export function encodeMarkdownCode(value: string, limit: number = VALUE_LIMIT): string {
  const shown = showInvisible(shorten(value, limit))
  if (shown.trim() === '') return '(empty)'
  if (!/[`|\\]|^ | $| {2}/.test(shown)) return `\`${shown}\``
  return `<code>${encodeEntities(shown).replaceAll('&#64;', '&#64;<wbr>')}</code>`
}

/** The same inside of an HTML block, a `<summary>` for one, in which Markdown is not read. */
export function encodeSummaryCode(value: string, limit: number = VALUE_LIMIT): string {
  const shown = showInvisible(shorten(value, limit))
  return shown.trim() === '' ? '(empty)' : `<code>${encodeHtmlText(shown)}</code>`
}

/** What GitHub turns into a link, a mention or a picture after Markdown: broken by a zero-width space. */
const LIVE = /[@#](?=\S)|(?<=\bgh)-(?=\d)|:(?=\/\/|[\w+-]+:)|(?<=\bwww)\./gi
/** What is or may become markup within a line: emphasis only beside something else than letters and digits. */
const MARKUP = /[\\`*[\]<>&|~^]|_(?![A-Za-z0-9])|(?<![A-Za-z0-9])_| {2,}/g
/** What begins a block at the start of a line. */
const BLOCK = /^[-+=:#]/

/**
 * For running text in Markdown that holds hostile parts: nothing in it is Markdown, HTML, a mention, a reference, a
 * link, an emoji code or mathematics. Spaces stay spaces, so that it wraps; it never starts a block. What is no markup
 * where it stands stays as it is, so that the text can be read where nothing renders it.
 */
export function encodeMarkdownText(value: string, limit: number = VALUE_LIMIT): string {
  return showInvisible(shorten(value, limit))
    .replace(LIVE, '$&\u200b')
    .replace(MARKUP, (found) =>
      found.startsWith(' ') ? ` ${'&#32;'.repeat(found.length - 1)}` : encodeEntities(found),
    )
    .replace(BLOCK, encodeEntities)
    .replace(/(?<=^\d+)[.)](?=\s|$)/, encodeEntities)
    .replace(/^ +/, (spaces) => '&#32;'.repeat(spaces.length))
    .replaceAll('\u200b', '&#8203;')
    .replace(/(?<=\bwww)\.(?=&#8203;)/gi, encodeEntities)
    .replaceAll('$', '<span>&#36;</span>')
}

/** For HTML text and for attributes in quotes. */
export function encodeHtmlText(value: string, limit: number = Number.POSITIVE_INFINITY): string {
  return showInvisible(shorten(value, limit)).replace(
    /[&<>"'`]/g,
    (character) => `&#${character.charCodeAt(0)};`,
  )
}

/** For XML text and attributes in quotes; what XML 1.0 cannot hold at all is written out like what does not show. */
export function encodeXmlText(value: string, limit: number = VALUE_LIMIT): string {
  return showInvisible(shorten(value, limit)).replace(
    /[&<>"']/g,
    (character) => `&#${character.charCodeAt(0)};`,
  )
}

/** For a SARIF message: `[text](target)` would be an embedded link (SARIF 2.1.0, 3.11.6), so the halves are parted. */
export function encodeSarifText(value: string, limit: number = VALUE_LIMIT): string {
  return showInvisible(shorten(value, limit)).replaceAll('](', '] (')
}

function encodeEntities(value: string): string {
  return value.replace(/[\0-\x7f]/g, (character) =>
    /[A-Za-z0-9]/.test(character) ? character : `&#${character.charCodeAt(0)};`,
  )
}

function isAscii(value: string): boolean {
  return (value.codePointAt(0) ?? 0) < 0x80
}

function trimHalfPair(value: string, side: 'start' | 'end'): string {
  return side === 'end' ? value.replace(/[\ud800-\udbff]$/, '') : value.replace(/^[\udc00-\udfff]/, '')
}
