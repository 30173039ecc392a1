import path from 'node:path'

/** Files of code that scripts of a repository are written in. */
export const CODE_FILE = /\.[cm]?[jt]s$/
/** Files of the shell, those without an ending by the folder before their name. */
export const SHELL_FILE = /\.(?:ba)?sh$|\/[^./]+$/
/** Programs that run a file of code. */
export const CODE_RUNNERS: ReadonlySet<string> = new Set([
  ...[
    'node',
    'tsx',
    'ts-node',
    'ts-node-esm',
    'ts-node-script',
    'swc-node',
    'jiti',
    'esno',
    'zx',
    'vite-node',
    'babel-node',
    'bun',
    'deno',
  ],
])

const PUBLISHERS = 'npm|pnpm|yarn|bun|npx|pnpx|bunx|lerna|changeset|nx|release-it|np|semantic-release'
const TEXT = /(['"`])((?:\\.|(?!\1)[^\\]){1,2000})\1/g
const COMMENT = /\/\*[\s\S]*?\*\/|(?<=^|[\s;{}(])\/\/[^\n]*/g
/** `run('pnpm', ['publish', …], { cwd: 'dist' })`; the words may stand in a variable. */
const CALL = new RegExp(
  `(['"\`])(${PUBLISHERS}|vp)\\1\\s*,\\s*(?:\\[([^\\]]*(?:\\[[^\\]]*\\][^\\]]*)*)\\]|([A-Za-z_$][\\w$]*))`,
  'g',
)
/** How far behind the words of a call its options are looked for, in characters. */
const OPTIONS = 300
const MOST_FILES = 20

/**
 * The commands of a program that publishes: lines of the shell that it starts, written out as texts or as lists of
 * words. Nothing runs; what is put together in another way is not seen.
 * @param files texts of code by their path in the repository
 */
export function findCodeCommands(file: string, files: Readonly<Record<string, string>>): string[] {
  const found: string[] = []
  for (const one of followImports(file, files)) {
    found.push(...findCommandsInCode(files[one] ?? ''))
  }
  return found
}

/** The same of one text of code. */
export function findCommandsInCode(text: string): string[] {
  const code = text.replace(COMMENT, (comment) => comment.replace(/[^\n]/g, ' '))
  const byNx = /\breleasePublish\s*\(/.test(code) && /['"]nx\//.test(code)
  return [...findCalls(code), ...findTexts(code), ...(byNx ? ['nx release publish'] : [])]
}

function followImports(file: string, files: Readonly<Record<string, string>>): string[] {
  const found = new Set([file])
  for (const one of found) {
    if (found.size > MOST_FILES) break
    for (const [, , specifier = ''] of (files[one] ?? '').matchAll(
      /\b(?:from|import|require)\s*\(?\s*(['"])(\.{1,2}\/[^'"\n]+)\1/g,
    )) {
      const target = path.posix.join(path.posix.dirname(one), specifier)
      const bare = target.replace(CODE_FILE, '')
      const there = [
        target,
        ...['.js', '.ts', '.mjs', '.mts', '.cjs', '/index.js', '/index.ts'].map((ending) => bare + ending),
      ].find((name) => Object.hasOwn(files, name))
      if (there !== undefined) found.add(there)
    }
  }
  return [...found]
}

/** Calls that give the program and its words apart. */
function findCalls(code: string): string[] {
  return [...code.matchAll(CALL)].flatMap((match) => {
    const [whole, , program = '', written, variable] = match
    const list = written ?? listNamed(variable ?? '', code)
    const words = readWords(list)
    if (!words.some((word) => word === 'publish' || word === 'release')) return []
    const options = code.slice(match.index + whole.length, match.index + whole.length + OPTIONS)
    return [`${readCwd(options)}${program} ${words.join(' ')}`]
  })
}

/** The words of a list that is kept in a variable, and of the one that it begins with. */
function listNamed(name: string, code: string, hops = 0): string {
  if (name === '' || hops > 2) return ''
  const list =
    new RegExp(`\\b${name.replaceAll('$', '\\$')}\\s*(?::[^=\\n]+)?=\\s*\\[([^\\]]*)\\]`).exec(code)?.[1] ??
    ''
  const spread = /^\s*\.\.\.([A-Za-z_$][\w$]*)/.exec(list)?.[1]
  return spread === undefined ? list : `${listNamed(spread, code, hops + 1)}, ${list}`
}

const readWords = (list: string) =>
  [...list.matchAll(/(['"`])((?:\\.|(?!\1)[^\\\n])*)\1/g)]
    .map(([, , word = '']) => word.replace(/\$\{[^}]*\}/g, '$RUN'))
    .filter((word) => word !== '' && !/\s/.test(word))

/** Programs go to the folders of packages before they publish: which ones only a run knows. */
const ELSEWHERE = 'cd $RUN && '

/** How programs go to a folder: node's way, and zx's two. */
const GOES = /(?:\bchdir\s*\(|(?<![\w.$])cd\s*\(|\$\.cwd\s*=)\s*(['"`])([^'"`$\s]+)\1/g

/** The folder that a call goes to. */
function readCwd(options: string): string {
  const found = /^[^;]*?\bcwd\b\s*(?::\s*([^,}\n]+))?/.exec(options)
  if (found === null) return ELSEWHERE
  const text = /(['"`])([^'"`$]+)\1/.exec(found[1] ?? '')?.[2]
  const isRoot = /^(?:root\w*|\w*[rR]oot(?:Dir|Path)?|process\.cwd\(\))$/.test(found[1]?.trim() ?? '')
  return text === undefined ? (isRoot ? '' : ELSEWHERE) : `cd ${text} && `
}

/** Texts that are a command as a whole: `pnpm publish --tag ${tag}`, and no sentence about one. */
function findTexts(code: string): string[] {
  return [...code.matchAll(TEXT)].flatMap((match) => {
    const text = match[2] ?? ''
    if (!isGiven(code.slice(Math.max(0, match.index - 40), match.index), match[1])) return []
    return text
      .replace(/(?<=\bpublish)(?=\$\{)/g, ' ')
      .replace(/\$\{[^}]*\}/g, '$RUN')
      .split(/\\n|\n/)
      .map((line) => line.trim())
      .filter((line) => isCommand(line))
      .map((line) => (line.startsWith('cd ') ? line : `${findPlace(match, code)}${line}`))
  })
}

/** The folder that a text is run in: by the options behind it, else the last one that the program went to before. */
function findPlace({ 0: whole, index }: RegExpExecArray, code: string): string {
  const behind = code.slice(index + whole.length, index + whole.length + OPTIONS)
  const options = /^\s*,\s*\{[^}]*\}/.exec(behind)?.[0]
  if (options?.includes('cwd')) return readCwd(options)
  const gone = [...code.slice(0, index).matchAll(GOES)].at(-1)?.[2]
  return gone === undefined ? ELSEWHERE : `cd ${gone} && `
}

/** Whether a text is given to something that may start it, by what stands before it: no part of a sentence, nothing shown. */
function isGiven(before: string, quote: string | undefined): boolean {
  if (/\b(?:console\.\w+|log|info|warn|error|step|print|echo|describe|it|test)\s*\(\s*$/.test(before))
    return false
  return /[([,=:?{>;&|+]\s*$|\b(?:return|await)\s+$/.test(before) || (quote === '`' && /[\w$)]$/.test(before))
}

const COMMAND = new RegExp(
  `^(?:cd\\s+\\S+\\s*(?:&&|;)\\s*)?(?:${PUBLISHERS})\\s(?:.*\\s)?(?:publish|release)(?=\\s|$)`,
)

/** Whether all words behind `publish` are options, their values, or paths. */
function isCommand(line: string): boolean {
  if (!COMMAND.test(line)) return false
  const words = line
    .replace(/^.*?\b(?:publish|release)\b/, '')
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '')
  return words.every(
    (word, index) => /^["']?(?:-|\$|[./~]|\*)|[/.]|^&&$/.test(word) || /^-/.test(words[index - 1] ?? ''),
  )
}
