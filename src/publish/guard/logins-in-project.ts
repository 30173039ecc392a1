import { existsSync, readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { addSlash } from '../../pack/registry/npm-settings.ts'
import type { OwnPackages } from '../own-packages.ts'

/** A login that stands in a file of the project, where the command reads it whatever it is given. */
export interface LoginInProject {
  /** Absolute, links followed. */
  readonly file: string
  /** As the user knows the file: relative to the folder we work in. */
  readonly place: string
  readonly line: number
  /** As npm writes the registry of a login, `//host/path/`; null where the line names none. */
  readonly registry: string | null
}

interface Form {
  readonly file: string
  /** Its first group, where there is one, is the registry, the last one the value. */
  readonly pattern: RegExp
}

const FORMS: readonly Form[] = [
  { file: '.npmrc', pattern: /^\s*(?:"?(\/\/[^=]+?):)?(?:_authToken|_auth|_password)"?\s*=\s*"?([^"\s]+)/ },
  { file: '.yarnrc.yml', pattern: /^\s*()(?:npmAuthToken|npmAuthIdent)\s*:\s*["']?([^"'\s#]+)/ },
  { file: 'bunfig.toml', pattern: /^[^#]*()\b(?:token|password)\s*=\s*["']([^"']+)/ },
]

/** Logins in plain text in the settings of the project; one that names a variable is none. */
export function findLoginsInProject(directory: string, own: OwnPackages): LoginInProject[] {
  const folders = new Set([directory, own.root, ...own.packages.map(({ folder }) => folder)])
  return [...folders].flatMap((folder) => FORMS.flatMap((form) => findLoginsIn(folder, form, directory)))
}

function findLoginsIn(folder: string, { file, pattern }: Form, directory: string): LoginInProject[] {
  const full = path.join(folder, file)
  if (!existsSync(full)) return []
  return readFileSync(full, 'utf8')
    .split(/\r?\n/)
    .flatMap((text, index) => {
      const [, registry, value] = pattern.exec(text) ?? []
      if (value === undefined || /^\$/.test(value)) return []
      return {
        file: realpathSync(full),
        place: path.relative(directory, full),
        line: index + 1,
        registry: registry ? addSlash(registry) : null,
      }
    })
}

/**
 * What the reader should know of it, as a sentence.
 * @param isCovered whether the command sees a placeholder in its place
 */
export function describeLogin({ place, line, registry }: LoginInProject, isCovered: boolean): string {
  const of = registry === null ? '' : ` of ${registry.slice(2)}`
  const found = `${place}:${line} holds a login${of} in plain text`
  const what = isCovered
    ? '. The command saw a placeholder in its place, but whoever has this folder has the login.'
    : ', where the command can read it, so what goes past the guard could publish with it.'
  return `${found}${what} Take it out, and give it to this step as NPM_TOKEN or in your own npm configuration.`
}
