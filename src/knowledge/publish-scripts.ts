import type { PackerName } from '../model/packing.ts'

/** Scripts that publishing a folder runs until the tarball is made, in their order, by packer; all measured. */
const BEFORE_PACKING = {
  // npm 10, 11 and 12 (https://docs.npmjs.com/cli/using-npm/scripts#npm-publish).
  npm: ['prepublishOnly', 'prepack', 'prepare'],
  // pnpm 9 to 12 run the old prepublish as well.
  pnpm: ['prepublishOnly', 'prepublish', 'prepack', 'prepare'],
  // Yarn 2 and later know two scripts of packing only.
  yarn: ['prepack'],
  'yarn 1': ['prepublish', 'prepare', 'prepublishOnly', 'prepack'],
  bun: ['prepublishOnly', 'prepack', 'prepare'],
  // Lerna 9 packs by itself (pack-directory.ts), and runs the same scripts of the root before those of packages.
  lerna: ['prepublish', 'prepare', 'prepublishOnly', 'prepack'],
} as const

/**
 * The scripts that run before a package is packed for publishing.
 * @param tool the release tool that publishes it
 */
export function listScriptsBeforePacking(
  packer: PackerName,
  version: string | null,
  tool: string | null = null,
): readonly string[] {
  if (packer === 'npm' && tool === 'lerna') return BEFORE_PACKING.lerna
  return packer === 'yarn' && isYarnClassic(version) ? BEFORE_PACKING['yarn 1'] : BEFORE_PACKING[packer]
}

/** Whether a version of Yarn is one of the line that ended with 1.22, which packs by rules of its own. */
export function isYarnClassic(version: string | null): boolean {
  return version !== null && /^[01](?:\.|$)/.test(version)
}

/** Programs that look and report, and leave the package's files as they are. */
const LOOKS_ONLY = new Set([
  ...['echo', 'true', ':', 'exit', 'test', '[', 'sleep', 'printf'],
  ...[
    'eslint',
    'standard',
    'xo',
    'jshint',
    'tslint',
    'stylelint',
    'oxlint',
    'markdownlint',
    'cspell',
    'knip',
  ],
  ...['jest', 'vitest', 'mocha', 'ava', 'tap', 'tape', 'uvu', 'jasmine', 'c8', 'nyc', 'karma', 'tsd', 'borp'],
  ...['husky', 'lefthook', 'simple-git-hooks', 'lint-staged', 'is-ci', 'commitlint', 'patch-package'],
  ...['publint', 'attw', 'size-limit', 'bundlewatch', 'arethetypeswrong', 'depcheck'],
  ...['ls-engines', 'aud', 'installed-check'],
  ...['safe-publish-latest', 'not-in-publish', 'in-publish', 'not-in-install', 'in-install', 'evalmd'],
])
/** Programs that look only when told so, and what tells them. */
const LOOKS_WITH: Readonly<Record<string, RegExp>> = {
  prettier: /\s(?:--check|-c|-l|--list-different)\b/,
  biome: /^biome\s+(?:ci|check|lint)\b(?!.*--(?:write|fix|apply))/,
  tsc: /\s--noEmit\b(?!\s+false)/i,
  'vue-tsc': /\s--noEmit\b/i,
  git: /^git\s+(?:push|tag|status|diff|log|rev-parse|fetch|config|add|commit)\b/,
  // The installer of husky's own manual.
  node: /^node\s+(?:--test\b|\.?\/?\.husky\/install\.m?js\s*$)/,
  tsx: /^tsx\s+--test\b/,
  npm: /^npm\s+(?:audit(?!\s+fix)|whoami|ping|outdated)\b/,
  playwright: /^playwright\s+test\b/,
  cypress: /^cypress\s+run\b/,
  changeset: /^changeset\s+status\b/,
  dprint: /^dprint\s+check\b/,
  'sort-package-json': /\s(?:--check|-c)\b/,
  bun: /^bun\s+test\b/,
  deno: /^deno\s+(?:test|lint|check)\b/,
}
/** Options with which what looks otherwise writes. */
const WRITES = /\s--(?:fix|write|apply|update-?snapshots?|output-file)\b/
const RUNNERS =
  /^(?:(?:npx|pnpx|bunx)(?:\s+(?:-y|--yes|--no|--no-install|--))*|yarn dlx|pnpm (?:exec|dlx)|npm exec(?: --)?|yarn exec|cross-env|env)\s+/
const MOST_HOPS = 8

type Scripts = Readonly<Record<string, string>>

/**
 * Whether running a command may change what is packed. Every part of it must be known to leave the files alone for
 * the answer to be no; scripts that it runs in turn are looked up.
 */
export function mayBuild(command: string, scripts: Scripts, hops = 0): boolean {
  const quiet = command.replace(/[0-9]?>\s*\/dev\/null|2>&1/g, '')
  if (hops > MOST_HOPS || /[`<>]|\$\(/.test(quiet)) return true
  return quiet
    .split(/&&|\|\||[;|&\n]/)
    .map((part) =>
      part
        .trim()
        .replace(/^\(|\)$/g, '')
        .trim(),
    )
    .filter((part) => part !== '')
    .some((part) => mayPartBuild(part, scripts, hops))
}

function mayPartBuild(part: string, scripts: Scripts, hops: number): boolean {
  let bare = part
  for (let before = ''; before !== bare; ) {
    before = bare
    bare = bare.replace(RUNNERS, '').replace(/^[A-Za-z_]\w*=\S*\s+/, '')
  }
  const several = readSeveralScripts(bare)
  if (several !== null)
    return several.some((name) => !Object.hasOwn(scripts, name) || mayCalledBuild(name, scripts, hops))
  const called = readCalledScript(bare)
  if (called !== null && (called.isSure || Object.hasOwn(scripts, called.name)))
    return mayCalledBuild(called.name, scripts, hops)
  if (called !== null) bare = called.name
  const program = (bare.split(/\s+/)[0] ?? '')
    .replace(/^(?:\.\/)?node_modules\/\.bin\//, '')
    .replace(/@[\d^~][^/]*$/, '')
  if (WRITES.test(bare)) return true
  if (LOOKS_ONLY.has(program)) return false
  const condition = Object.hasOwn(LOOKS_WITH, program) ? LOOKS_WITH[program] : undefined
  return condition === undefined || !condition.test(`${bare} `)
}

/** The scripts that `run-s lint test` and its kin run; null for other commands. */
function readSeveralScripts(command: string): string[] | null {
  const [program = '', ...words] = command.split(/\s+/)
  if (!/^(?:run-s|run-p|npm-run-all2?)$/.test(program)) return null
  const names = words.filter((word) => !word.startsWith('-'))
  return names.length === 0 ? null : names
}

function mayCalledBuild(name: string, scripts: Scripts, hops: number): boolean {
  const called = [`pre${name}`, name, `post${name}`]
    .map((one) => (Object.hasOwn(scripts, one) ? scripts[one] : undefined))
    .filter((one): one is string => typeof one === 'string')
  return called.some((one) => mayBuild(one, scripts, hops + 1))
}

/** The script of package.json that a command runs; `isSure` is false where it may be a program as well. */
function readCalledScript(command: string): { name: string; isSure: boolean } | null {
  const run =
    /^(?:npm|pnpm|yarn|bun)\s+(?:-s\s+|--silent\s+)?(?:run|run-script)\s+(?:-s\s+|--silent\s+|--if-present\s+)*([\w:.-]+)/.exec(
      command,
    )?.[1]
  if (run !== undefined) return { name: run, isSure: true }
  if (/^(?:npm|pnpm|yarn)\s+(?:-s\s+|--silent\s+)?(?:t|tst|test)(?=\s|$)/.test(command))
    return { name: 'test', isSure: true }
  const short = /^(?:pnpm|yarn)\s+(?:-s\s+)?([\w:.-]+)(?=\s|$)/.exec(command)?.[1]
  return short === undefined ? null : { name: short, isSure: false }
}
