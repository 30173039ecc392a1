import { ENCRYPTED_FORMS } from './encrypted-forms.ts'
import { MagicSearch } from './magic-search.ts'
import type { Recogniser, SealedFormat } from './recogniser.ts'
import { UNREAD_ARCHIVES, UNREAD_FILES } from './unread-archives.ts'

const ALL: readonly Recogniser[] = [...UNREAD_ARCHIVES, ...UNREAD_FILES, ...ENCRYPTED_FORMS]

/** What a whole file is that nobody here can open; null for everything else. */
export function recogniseSealedFormat(content: Buffer): SealedFormat | null {
  const found = ALL.find((one) => matches(one, content, 0))
  return found === undefined ? null : { reason: found.reason, name: found.name }
}

/** Archives that are looked for inside of something larger: those that more than their signature confirms. */
const WITHIN = UNREAD_ARCHIVES.filter(({ confirms }) => confirms !== undefined)

const SEARCH = new MagicSearch(WITHIN.map(({ magic }) => Buffer.from(magic, 'latin1')))

/** Archives that no reader here opens inside of something larger: a self-extracting program, a resource. */
export function findSealedArchives(content: Buffer): (SealedFormat & { readonly offset: number })[] {
  const all: (SealedFormat & { offset: number })[] = []
  for (let at = SEARCH.findNext(content, 0); at < content.length; at = SEARCH.findNext(content, at + 1)) {
    const found = WITHIN.find((one) => at >= (one.at ?? 0) && matches(one, content, at - (one.at ?? 0)))
    if (found !== undefined)
      all.push({ reason: found.reason, name: found.name, offset: at - (found.at ?? 0) })
  }
  return all
}

function matches({ magic, at = 0, confirms }: Recogniser, content: Buffer, start: number): boolean {
  for (let index = 0; index < magic.length; index += 1)
    if (content[start + at + index] !== magic.charCodeAt(index)) return false
  return confirms === undefined || confirms(content, start)
}
