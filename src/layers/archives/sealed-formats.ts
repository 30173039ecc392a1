import { ENCRYPTED_FORMS } from './encrypted-forms.ts'
import type { Recogniser, SealedFormat } from './recogniser.ts'
import { UNREAD_ARCHIVES, UNREAD_FILES } from './unread-archives.ts'

const ALL: readonly Recogniser[] = [...UNREAD_ARCHIVES, ...UNREAD_FILES, ...ENCRYPTED_FORMS]

/** What a whole file is that nobody here can open; null for everything else. */
export function sealedFormat(content: Buffer): SealedFormat | null {
  const found = ALL.find((one) => matches(one, content, 0))
  return found === undefined ? null : { reason: found.reason, name: found.name }
}

/** Archives that no reader here opens inside of something larger: a self-extracting program, a resource. */
export function sealedArchivesWithin(content: Buffer): (SealedFormat & { readonly offset: number })[] {
  return UNREAD_ARCHIVES.flatMap((one) => {
    const magic = Buffer.from(one.magic, 'latin1')
    const before = one.at ?? 0
    const found: (SealedFormat & { offset: number })[] = []
    for (let at = content.indexOf(magic); at !== -1; at = content.indexOf(magic, at + magic.length)) {
      const offset = at - before
      if (offset >= 0 && one.confirms !== undefined && matches(one, content, offset))
        found.push({ reason: one.reason, name: one.name, offset })
    }
    return found
  })
}

function matches({ magic, at = 0, confirms }: Recogniser, content: Buffer, start: number): boolean {
  const from = start + at
  if (magic !== '' && content[from] !== magic.charCodeAt(0)) return false
  const begins = content.toString('latin1', from, from + magic.length) === magic
  return begins && (confirms === undefined || confirms(content, start))
}
