import { accessSync, constants } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { KnownRegistry } from '../registries.ts'

export interface ProgramParts {
  readonly folder: string
  /** As PATH has it before ours. */
  readonly searchPath: string
  readonly guard: string
  readonly scopes: readonly string[]
  readonly registries: readonly KnownRegistry[]
  readonly addressOf: (registry: KnownRegistry) => string
  /** The script for every node: GitHub's runner refuses NODE_OPTIONS, and people set it to something of theirs. */
  readonly leadScript: string
  /** Variables for who lost them, as by `env -i`. */
  readonly environment: Readonly<Record<string, string>>
  /** Folders with settings of their own, each with a slash at its end, the deepest first. */
  readonly places: readonly { readonly folder: string; readonly guard: string }[]
}

/** Programs that are node, or start it by an address of their own. */
const NODE_PROGRAMS = ['node', 'npm', 'npx', 'yarn', 'yarnpkg', 'corepack', 'pnpx']

/**
 * Programs that are no node scripts and let something win over the environment: each gets a stand-in at the head of
 * PATH that adds the option which does lead it. Where there is no shell for it, the environment alone leads them.
 */
export async function writeStandIns(parts: ProgramParts): Promise<void> {
  if (process.platform === 'win32') return
  const { folder, searchPath, leadScript } = parts
  const head = `#!${findShellThatKeeps(searchPath).join(' ')}`
  const write = async (name: string, standInFor: (real: string) => readonly string[]): Promise<void> => {
    const real = findProgram(name, searchPath)
    if (real === null) return
    const lines = [head, ...standInFor(real), '']
    await writeFile(path.join(folder, name), lines.join('\n'), { mode: 0o755 })
  }
  for (const name of NODE_PROGRAMS) await write(name, (real) => writeStandInForNode(real, leadScript))
  for (const name of ['pnpm', 'bun'] as const) await write(name, (real) => writeStandIn(name, real, parts))
}

/**
 * A shell that hands on every variable: dash drops those whose names are no identifiers, by which tools hand npm its
 * login (`npm_config_//host/:_authToken`). It reads no file that BASH_ENV names.
 */
export function findShellThatKeeps(searchPath: string): readonly string[] {
  const bash = findProgram('bash', [searchPath, '/bin', '/usr/bin'].join(path.delimiter))
  return bash === null || /\s/.test(bash) ? ['/bin/sh'] : [bash, '-p']
}

/** Absolute path of a program, or null. */
export function findProgram(name: string, searchPath: string): string | null {
  for (const folder of searchPath.split(path.delimiter)) {
    const file = path.join(folder, name)
    try {
      if (!path.isAbsolute(file)) continue
      accessSync(file, constants.X_OK)
      return file
    } catch {
      // Not in this folder.
    }
  }
  return null
}

function writeStandIn(name: 'pnpm' | 'bun', real: string, parts: ProgramParts): string[] {
  const { scopes, registries, addressOf, leadScript } = parts
  const cases = registries.flatMap((registry) => {
    const to = addressOf(registry)
    return [registry.url, registry.url.slice(0, -1)].flatMap((url) => [
      `    ${quoteWord(url)}) word=${quoteWord(to)} ;;`,
      `    ${quoteWord(`--registry=${url}`)}) word=${quoteWord(`--registry=${to}`)} ;;`,
    ])
  })
  return [
    ...writeNodeLead(leadScript),
    ...writeFolderLead(parts),
    'count=$#',
    'while [ "$count" -gt 0 ]; do',
    '  word=$1; shift; count=$((count - 1))',
    '  case "$word" in',
    ...cases,
    '  esac',
    '  set -- "$@" "$word"',
    'done',
    ...(name === 'pnpm' ? writePnpmLead(real, scopes) : writeBunLead(real)),
    `exec ${quoteWord(real)} "$@"`,
  ]
}

function writeStandInForNode(real: string, script: string): string[] {
  return [...writeNodeLead(script), `exec ${quoteWord(real)} "$@"`]
}

/** Lines of a shell that have every node load the script. */
function writeNodeLead(script: string): string[] {
  const option = quoteWord(`--require ${JSON.stringify(script)}`)
  return [
    `case "$NODE_OPTIONS" in *${quoteWord(script)}*) ;; *) NODE_OPTIONS="\${NODE_OPTIONS:+$NODE_OPTIONS }"${option} ;; esac`,
    'export NODE_OPTIONS',
  ]
}

/** The guard, as who runs in this folder is to know it. */
function writeFolderLead({ guard, places, environment }: ProgramParts): string[] {
  const lost = Object.entries(environment).filter(([name]) => /^\w+$/.test(name))
  const cases = places.map((one) => `  ${quoteWord(one.folder)}*) guard=${quoteWord(one.guard)} ;;`)
  return [
    `guard=${quoteWord(guard)}`,
    ...(cases.length === 0 ? [] : ['case "$(pwd -P)/" in', ...cases, 'esac']),
    'pnpm_config_registry=$guard',
    'export pnpm_config_registry',
    ...lost.map(([name, value]) => `[ -n "$${name}" ] || { ${name}=${quoteWord(value)}; export ${name}; }`),
  ]
}

/** From pnpm 12 on, a scope's registry in the project's .npmrc wins over every variable; before, this is no option. */
function writePnpmLead(real: string, scopes: readonly string[]): string[] {
  if (scopes.length === 0) return []
  const options = scopes.map((scope) => `${quoteWord(`--config.${scope}:registry=`)}"$guard"`).join(' ')
  return [
    'case " $* " in *" publish "*|*" stage "*)',
    `  case "$(${quoteWord(real)} --version)" in ?.*|10.*|11.*) ;; *) exec ${quoteWord(real)} ${options} "$@" ;; esac ;;`,
    'esac',
  ]
}

/** The package's own publishConfig wins over every variable. */
function writeBunLead(real: string): string[] {
  return [
    `case " $* " in *" --registry"*) ;; *" publish "*) exec ${quoteWord(real)} "$@" --registry="$guard" ;; esac`,
  ]
}

/** For a POSIX shell. */
function quoteWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
