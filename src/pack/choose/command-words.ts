/** How a folder is written that is told from the root. */
export const FROM_ROOT = '//'
/** Options that take the next word as their value. */
const WITH_VALUE =
  /^--?(?:tag|access|otp|registry|userconfig|workspace|w|filter|F|C|dir|prefix|provenance-file|cache|report-summary|publish-branch|npm-client|dist-tag|preid|message|m|scope|cwd|from|include|exclude|since|pack-destination|out|o|filename|destination|f|t|target|targets|p|projects|loader|require|concurrency|loglevel)$/
/** Options by which a packer goes to another folder first. */
const GOES_TO = /^(?:-C|--dir|--prefix|--cwd)(?:=(.*))?$/

/** The words that are no options and no values of options. */
export function listRowValues(words: readonly string[]): string[] {
  return words.filter((word, index) => {
    if (word.startsWith('-')) return false
    const before = words[index - 1]
    return before === undefined || !WITH_VALUE.test(before)
  })
}

/** The values of an option, in either way of writing: `--filter a --filter=b`. */
export function listOptionValues(words: readonly string[], option: RegExp): string[] {
  return words.flatMap((word, index) => {
    const [name = '', ...rest] = word.split('=')
    if (!option.test(name)) return []
    return rest.length > 0 ? [rest.join('=')] : (words[index + 1] ?? [])
  })
}

/** The folder that options lead a packer to before it does anything. */
export function readFolderLedTo(rest: readonly string[]): string {
  const at = rest.findIndex((word) => GOES_TO.test(word))
  return at === -1 ? '.' : (GOES_TO.exec(rest[at] ?? '')?.[1] ?? rest[at + 1] ?? '.')
}

/** A command without what only runs it: variables, npx, `pnpm exec`. */
export function removeRunners(words: readonly string[]): readonly string[] {
  const text = words.join('\0')
  const bare = text.replace(
    /^(?:[A-Za-z_]\w*=[^\0]*\0|(?:sudo|time|env|cross-env|dotenv|npx|pnpx|bunx|vp|corepack|xvfb-run|exec|then|do|else)\0(?:(?:-y|--yes|--no-install|--no|--bun|-a|--)\0)*|(?:--?p(?:ackage)?(?:=|\0)[^\0]+\0)|(?:pnpm|yarn|npm)\0(?:-s\0|--silent\0)?(?:exec|dlx|x)\0(?:--\0)?|bun\0x\0)+/,
    '',
  )
  return bare.split('\0').filter((word) => word !== '')
}

/** What a command is called by: without its version and its folder, the program of a package whose name is another. */
export function readProgramName(program: string): string {
  const bare = program.replace(/(.)@[\w.^~-]*$/, '$1').replace(/^(?:[\w./-]*\/)?node_modules\/\.bin\//, '')
  return { '@changesets/cli': 'changeset', '@lerna-lite/cli': 'lerna', '@auto-it/cli': 'auto' }[bare] ?? bare
}

/** The words that a script gets behind its own: with npm no options before `--`, with the others all. */
export function listPassedOn(program: string, script: string, rest: readonly string[]): string[] {
  const from = rest.indexOf(script)
  if (from === -1) return []
  const dashes = rest.indexOf('--')
  const isPassed = (word: string, at: number) =>
    program !== 'npm' || !word.startsWith('-') || (dashes !== -1 && at > dashes)
  return rest
    .filter((word, at) => at > from && word !== '--' && isPassed(word, at))
    .map((word) => (/\s/.test(word) ? `"${word}"` : word))
}

export const PACKERS_WITH_SCRIPTS = ['npm', 'pnpm', 'yarn', 'bun']

/** The script of package.json that a packer is told to run. */
export function readCalledScriptName(program: string, rest: readonly string[]): string | null {
  if (!PACKERS_WITH_SCRIPTS.includes(program)) return null
  const words = listRowValues(program === 'pnpm' ? rest.filter((word) => word !== '-w') : rest)
  if (words[0] === 'run' || words[0] === 'run-script') return words[1] ?? null
  return program === 'npm' ? null : (words[0] ?? null)
}
