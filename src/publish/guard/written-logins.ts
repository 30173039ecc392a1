import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Credential } from '../../pack/registry/credential.ts'
import { addSlash } from '../../pack/registry/npm-settings.ts'

export interface WrittenLoginsRequest {
  /** Of the guard, with npm's settings as the command has them and the files that lie over the user's. */
  readonly folder: string
  readonly environment: NodeJS.ProcessEnv
  /** What stands there for every login that the guard has. */
  readonly placeholder: string
}

/**
 * Logins that the command has written since into npm's settings, by the registry as npm writes it: `npm config set`, or
 * a line in ~/.npmrc, with a secret that came to it by another name than those that the guard knows. Never throws.
 */
export async function readWrittenLogins(request: WrittenLoginsRequest): Promise<Map<string, Credential>> {
  const { folder, environment, placeholder } = request
  const names = await readdir(folder).catch(() => [])
  const files = [
    path.join(environment.HOME ?? '', '.npmrc'),
    ...names.filter((name) => /^(?:npmrc|cover-\d+)$/.test(name)).map((name) => path.join(folder, name)),
  ]
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')))
  const found = new Map<string, Credential>()
  for (const [, place = '', written = ''] of texts
    .join('\n')
    .matchAll(/^\s*(\/\/[^\s=]+?):_authToken\s*=\s*"?([^"\s]+)/gm)) {
    const name = /^\$\{(\w+)\}$/.exec(written)?.[1]
    const token = name === undefined ? written : environment[name]
    if (token && token !== placeholder) found.set(addSlash(place), { kind: 'token', token })
  }
  return found
}
