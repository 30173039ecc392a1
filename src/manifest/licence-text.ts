import type { LicenceFile } from '../model/package-facts.ts'

/** Characters of a text that are looked at. */
const LONGEST = 64 * 1024
/** Words before a licence's own: a title, and whose copyright it is. */
const MOST_WORDS_BEFORE = 120

/** Sentences that only one licence has, as they are without signs; the first that fits names it. */
const SENTENCES: readonly (readonly [licence: string, sentence: RegExp])[] = [
  [
    'MIT',
    /permission is hereby granted free of charge to any person obtaining a copy of this software and (?:to permit persons|associated documentation files?(?: the software)? to deal in the software without restriction including without limitation the rights to use copy modify merge publish distribute sublicense and or sell copies)/,
  ],
  [
    'ISC',
    /permission to use copy modify and (?:or )?distribute this software(?: and its documentation)? for any purpose (?:with or without fee|and without fee) is hereby granted/,
  ],
  [
    'BSD',
    /redistribution and use (?:of this software )?in source and binary forms with or without modification are permitted provided that/,
  ],
  ['Apache-2.0', /apache license version 2 0 january 2004|licensed under the apache license version 2 0/],
  ['MPL-2.0', /mozilla public license(?: version| v)? ?(?:1 1|2 0)/],
  ['AGPL', /gnu affero general public license/],
  ['LGPL', /gnu (?:lesser|library) general public license/],
  ['GPL', /gnu general public license/],
  ['Unlicense', /this is free and unencumbered software released into the public domain/],
  ['CC0-1.0', /cc0 1 0 universal|creative commons zero/],
  ['CC-BY', /creative commons attribution(?: sharealike)? (?:3|4) 0 international/],
  ['EPL', /eclipse public license v(?:ersion)? ?(?:1|2) ?0/],
  [
    'Zlib',
    /permission is granted to anyone to use this software for any purpose including commercial applications and to alter it and redistribute it freely/,
  ],
  ['BSL-1.0', /boost software license version 1 0/],
  ['WTFPL', /do what the f\w+ you want to public license/],
  ['Artistic-2.0', /the artistic license 2 0/],
  ['EUPL', /european union public licence v ?1 [12]/],
  ['BlueOak-1.0.0', /blue oak model license/],
  ['MulanPSL-2.0', /mulan permissive software license/],
]
/** What makes an open text a closed one, and what a text of one's own has before it quotes those of others. */
const CLOSED =
  /commons clause|non ?commercial|proprietary|confidential|trade secret|business source license|elastic license|server side public license|end user licen[sc]e|commercial licen[sc]e|third party|may not|must not|prohibited|agreement|subscription|customer/

/** Recognises the text of a standard open licence that a file begins with; null for any other text. */
export function openLicenceOf(text: string): string | null {
  const words = normaliseText(text.slice(0, LONGEST))
  for (const [licence, sentence] of SENTENCES) {
    const found = sentence.exec(words)
    if (found === null) continue
    const before = words.slice(0, found.index)
    if (before.split(' ').length > MOST_WORDS_BEFORE || CLOSED.test(before)) continue
    // Only the short licences are changed by a clause behind them; the long ones hold such words themselves.
    const isShort = ['MIT', 'ISC', 'BSD', 'Zlib'].includes(licence)
    if (
      isShort &&
      /commons clause|non ?commercial|business source license|must not be used|shall be used for good/.test(
        words,
      )
    )
      continue
    return licence
  }
  return null
}

/** Whether a file at the root of a package or repository is called like its licence, or like one of several to choose. */
export function isLicenceName(path: string): boolean {
  return /^(?:(?:un)?licen[cs]e|copying)(?:\.(?:md|txt|rst|markdown))?$|^(?:mit-licen[cs]e|licen[cs]e[-._](?:mit|apache|apache2|bsd|isc|mpl))(?:\.(?:md|txt))?$/i.test(
    path,
  )
}

/** The licence file that decides among those of a folder: one without a licence in its name, else the first open one. */
export function findDecidingFile(files: readonly LicenceFile[]): LicenceFile | null {
  const main = files.find(({ path }) =>
    /^(?:(?:un)?licen[cs]e|copying)(?:\.|$)(?!mit|apache|bsd|isc|mpl)/i.test(path),
  )
  return main ?? files.find(({ licence }) => licence !== null) ?? files[0] ?? null
}

/** Small letters and digits with one blank between words. */
function normaliseText(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}
