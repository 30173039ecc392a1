import { existsSync } from 'node:fs'
import path from 'node:path'
import semver from 'semver'
import { CannotLook } from '../model/cannot-look.ts'
import { isPublishedSpec } from '../pack/fetch-published.ts'

/** Which release a package is compared with. */
export type BaselineChoice =
  | { readonly kind: 'none' }
  /** The release before this one; `asked` if the user said so, whoever the published package seems to belong to. */
  | { readonly kind: 'predecessor'; readonly asked: boolean }
  | { readonly kind: 'version'; readonly version: string }
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'published'; readonly spec: string }
  | { readonly kind: 'tarball'; readonly file: string }
  | { readonly kind: 'report'; readonly file: string }

/** What `--baseline` and the input `baseline` accept, for messages. */
export const BASELINES_ACCEPTED =
  'latest, a dist-tag, a version, name@version, a .tgz (.vsix, .whl, .crate), a JSON report of an earlier run, none'

/**
 * Reads what the user wrote; null is "not given".
 * @param directory where relative files are looked up
 * @throws CannotLook when it means nothing, or names a file that is not there.
 */
export function readBaselineChoice(text: string | null, directory: string): BaselineChoice {
  if (text === null) return { kind: 'predecessor', asked: false }
  if (text === 'none') return { kind: 'none' }
  if (text === 'latest') return { kind: 'predecessor', asked: true }
  const file = path.resolve(directory, text)
  if (/\.(tgz|tar\.gz|vsix|whl|crate)$/i.test(text)) return { kind: 'tarball', file: requireFile(file, text) }
  if (/\.json$/i.test(text)) return { kind: 'report', file: requireFile(file, text) }
  const version = semver.valid(text, { loose: true })
  if (version !== null) return { kind: 'version', version }
  if (isPublishedSpec(text)) return { kind: 'published', spec: text }
  if (/^[\w][\w.-]*$/.test(text)) return { kind: 'tag', tag: text }
  throw new CannotLook(
    `The baseline ${JSON.stringify(text)} is not valid here. It accepts: ${BASELINES_ACCEPTED}.`,
  )
}

function requireFile(file: string, text: string): string {
  if (existsSync(file)) return file
  throw new CannotLook(
    `The baseline ${text} is not there. Name the .tgz or report of an earlier release, a version, or none.`,
  )
}
