import path from 'node:path'
import { listScriptCommands } from '../cause/script-commands.ts'
import { folderRole } from '../knowledge/path-role.ts'
import { resolveInPackage } from './entry-targets.ts'

/** Scripts by which somebody who has the package runs it. */
const SCRIPTS = /^(?:start|serve)(?::prod(?:uction)?)?$/
/** Programs that run or serve what is built; those for developing are none of them. */
const STARTERS = new Set(
  'node bun deno pm2 pm2-runtime pm2-docker forever micro serve sirv http-server react-router-serve remix-serve moleculer-runner'.split(
    ' ',
  ),
)

/** The packed files that a script which starts the package names, tests, examples and the like apart. */
export function listStartedFiles(
  manifest: Readonly<Record<string, unknown>>,
  packed: ReadonlySet<string>,
): string[] {
  const commands = listScriptCommands({ manifest }).filter(
    ({ script, tool }) => SCRIPTS.test(script) && STARTERS.has(tool),
  )
  const named = commands.flatMap(({ words }) => words.map(({ text }) => text.replace(/^-[^=]*=/, '')))
  return named
    .map((text) => path.posix.normalize(text.replace(/^["']|["']$/g, '')))
    .filter((one) => folderRole(one.split('/')[0] ?? '') === null && !/^(?:scripts|tools)\//.test(one))
    .flatMap((one) =>
      packed.has(one) ? [one] : [...resolveInPackage(one, packed), ...listFilesBelow(one, packed)],
    )
    .filter((one) => !/(?<!\.d)\.[cm]?tsx?$/.test(one))
}

/** A folder that is served as a whole: `serve build`. */
function listFilesBelow(folder: string, packed: ReadonlySet<string>): string[] {
  return /^[\w@.-]/.test(folder) && folder !== '.'
    ? [...packed].filter((file) => file.startsWith(`${folder}/`))
    : []
}
