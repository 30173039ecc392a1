import parseSpdx from 'spdx-expression-parse'
import osiApproved from 'spdx-osi/index.json' with { type: 'json' }

/**
 * Approved by the OSI since `spdx-osi` was published, by the `isOsiApproved` column of the SPDX licence list
 * (https://spdx.org/licenses/).
 */
const APPROVED_SINCE = [
  'ALGLIB-Documentation',
  'BSD-1-Clause',
  'BSD-3-Clause-LBNL',
  'BSD-3-Clause-Open-MPI',
  'BlueOak-1.0.0',
  'CAL-1.0',
  'CAL-1.0-Combined-Work-Exception',
  'CERN-OHL-P-2.0',
  'CERN-OHL-S-2.0',
  'CERN-OHL-W-2.0',
  'ICU',
  'Jam',
  'MIT-Modern-Variant',
  'MulanPSL-2.0',
  'OFL-1.1-RFN',
  'OFL-1.1-no-RFN',
  'OLDAP-2.8',
  'OLFL-1.3',
  'OSC-1.0',
  'PHP-3.01',
  'UCL-1.0',
  'Unicode-3.0',
  'Unicode-DFS-2016',
  'Unlicense',
  'W3C-20150513',
  'WordNet',
  'ZPL-2.1',
  'wxWindows',
]
/** Not put to the OSI or not meant for software, but whoever chooses one of them has given the text to everybody. */
const OPEN_ALL_THE_SAME = [
  'BSD-4-Clause',
  'CC-BY-3.0',
  'CC-BY-4.0',
  'CC-BY-SA-3.0',
  'CC-BY-SA-4.0',
  'CC-PDDC',
  'CC0-1.0',
  'FSFAP',
  'MIT-CMU',
  'ODC-By-1.0',
  'ODbL-1.0',
  'PSF-2.0',
  'Ruby',
  'WTFPL',
  'X11',
]
const OPEN = new Map(
  [...osiApproved, ...APPROVED_SINCE, ...OPEN_ALL_THE_SAME].map((id) => [id.toLowerCase(), id]),
)

/**
 * What people wrote before npm asked for SPDX, without spaces, punctuation, "the", "license" and "version". A fixed
 * list: tools that correct by similarity read "UNLICENSED" as the Unlicense and "Limited" as MIT.
 */
const COMMON_NAMES: Readonly<Record<string, string>> = {
  afl21: 'AFL-2.1',
  agpl: 'AGPL-3.0',
  agpl3: 'AGPL-3.0',
  apache: 'Apache-2.0',
  apache2: 'Apache-2.0',
  apache20: 'Apache-2.0',
  apachesoftware: 'Apache-2.0',
  apachesoftware20: 'Apache-2.0',
  artistic20: 'Artistic-2.0',
  asl20: 'Apache-2.0',
  bsd: 'BSD-2-Clause',
  '2clausebsd': 'BSD-2-Clause',
  '3clausebsd': 'BSD-3-Clause',
  bsd2: 'BSD-2-Clause',
  bsd2clause: 'BSD-2-Clause',
  bsd3: 'BSD-3-Clause',
  bsd3clause: 'BSD-3-Clause',
  bsdlike: 'BSD-2-Clause',
  bsdstyle: 'BSD-2-Clause',
  cc0: 'CC0-1.0',
  creativecommonszero: 'CC0-1.0',
  epl: 'EPL-1.0',
  expat: 'MIT',
  gnugpl: 'GPL-3.0',
  gnugplv3: 'GPL-3.0',
  gpl: 'GPL-3.0',
  gpl2: 'GPL-2.0',
  gpl3: 'GPL-3.0',
  gplv2: 'GPL-2.0',
  gplv3: 'GPL-3.0',
  isc: 'ISC',
  lgpl: 'LGPL-3.0',
  lgpl21: 'LGPL-2.1',
  lgpl3: 'LGPL-3.0',
  lgplv3: 'LGPL-3.0',
  mit: 'MIT',
  mitlike: 'MIT',
  mitx11: 'MIT',
  mozillapublic20: 'MPL-2.0',
  mpl: 'MPL-2.0',
  mpl20: 'MPL-2.0',
  mplv2: 'MPL-2.0',
  mplv20: 'MPL-2.0',
  modifiedbsd: 'BSD-3-Clause',
  newbsd: 'BSD-3-Clause',
  ofl: 'OFL-1.1',
  ofl11: 'OFL-1.1',
  silopenfont: 'OFL-1.1',
  silopenfont11: 'OFL-1.1',
  publicdomain: 'CC-PDDC',
  python: 'Python-2.0',
  psf: 'PSF-2.0',
  simplifiedbsd: 'BSD-2-Clause',
  unlicence: 'Unlicense',
  unlicense: 'Unlicense',
  wtfpl2: 'WTFPL',
  x11: 'X11',
  zlib: 'Zlib',
  zlibpng: 'Zlib',
}

/** What a package.json says about its licence. */
export interface LicenceReading {
  /** Whether anybody may take the text under it. */
  readonly open: boolean
  /** As the manifest has it, cut to a readable length; null if it names none. */
  readonly stated: string | null
}

type Expression = ReturnType<typeof parseSpdx>

/**
 * Reads `license`, or the older `licenses`, as a careful person would: SPDX expressions by their logic (with OR one
 * open choice is enough, with AND all parts must be open), then the names that were usual before SPDX.
 */
export function readLicence(manifest: Readonly<Record<string, unknown>>): LicenceReading {
  const texts = readTexts(manifest.license ?? manifest.licence ?? manifest.licenses)
  if (texts.length === 0) return { open: false, stated: null }
  // A list of licences has always meant a choice between them.
  return { open: texts.some((text) => isOpen(text)), stated: shorten(texts.join(' OR ')) }
}

/** Whether package.json leaves it to a file to say what the licence is. */
export function namesNoLicence({ stated }: LicenceReading): boolean {
  return stated === null || /^see licen[cs]e in /i.test(stated)
}

function readTexts(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()]
  if (Array.isArray(value)) return value.flatMap(readTexts)
  if (typeof value !== 'object' || value === null) return []
  if ('type' in value) return readTexts(value.type)
  return 'name' in value ? readTexts(value.name) : []
}

function isOpen(text: string): boolean {
  if (text.length > 500) return false
  try {
    return isOpenExpression(parseSpdx(text))
  } catch {
    return isOpenName(text)
  }
}

function isOpenExpression(expression: Expression): boolean {
  if ('license' in expression) return OPEN.has(expression.license.toLowerCase())
  const left = isOpenExpression(expression.left)
  const right = isOpenExpression(expression.right)
  return expression.conjunction === 'or' ? left || right : left && right
}

/** A text that is no SPDX expression. Splits into alternatives first: AND binds tighter than OR. */
function isOpenName(text: string): boolean {
  const plain = text.replace(/^\((.*)\)$/s, '$1').trim()
  const page = LICENCE_PAGE.exec(plain)?.[1]
  if (page !== undefined) return isOpenName(page)
  if (OPEN.has(plain.toLowerCase()) || Object.hasOwn(COMMON_NAMES, normaliseName(plain))) return true
  // An address or a file, whose last part may well be called MIT.
  if (/:\/\/|^see\b/i.test(plain)) return false
  const [, name, aside] = /^([^()]+)\(([^()]+)\)$/.exec(plain) ?? []
  if (name !== undefined && aside !== undefined) return isOpenName(name) && isOpenName(aside)
  const choices = plain.split(/\s+or\s+/i)
  if (choices.length > 1) return choices.some((choice) => isOpenName(choice))
  // A slash is "or" to some and "and" to others.
  const parts = plain.split(/\s+and\s+|\s*[/|&,+]\s*/i)
  return parts.length > 1 && parts.every((part) => isOpenName(part))
}

/** Where the OSI and SPDX publish the texts. */
const LICENCE_PAGE =
  /^https?:\/\/(?:www\.)?(?:opensource|spdx)\.org\/licenses?\/([\w.+-]+?)(?:-license)?(?:\.php|\.html)?\/?$/i

const normaliseName = (name: string) =>
  name
    .toLowerCase()
    .replace(/\b(?:the|licen[cs]ed?|version|under|of|v(?=\d|ersion))\b/g, '')
    .replace(/[^a-z0-9]/g, '')

const shorten = (text: string) => (text.length > 80 ? `${text.slice(0, 79)}…` : text)
