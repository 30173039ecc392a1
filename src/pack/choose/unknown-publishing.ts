import { listRowValues, readProgramName, removeRunners } from './command-words.ts'
import { DIRECT } from './direct-commands.ts'
import { splitShell } from './split-shell.ts'

/** Programs whose `publish` leads to other places than a registry of npm, or is none. */
const ELSEWHERE = new Set([
  ...[
    'cargo',
    'docker',
    'dotnet',
    'gh',
    'git',
    'poetry',
    'uv',
    'twine',
    'mvn',
    'gradle',
    './gradlew',
    'flutter',
  ],
  ...[
    'jsr',
    'deno',
    'vsce',
    '@vscode/vsce',
    'ovsx',
    'pkg-pr-new',
    'wrangler',
    'vercel',
    'netlify',
    'eas',
    'expo',
  ],
  ...[
    'wasm-pack',
    'helm',
    'firebase',
    'apm',
    'storybook',
    'chromatic',
    'gulp',
    'echo',
    'npm',
    'pnpm',
    'yarn',
    'bun',
  ],
  ...[
    'aws',
    'az',
    'gcloud',
    'sentry-cli',
    'turbo',
    'nx',
    'lerna',
    'node',
    'hexo',
    // The repository's own package manager: Vite+ (`vp pm publish`) and ni (`na publish`).
    'pm',
    'na',
    'gem',
    'hex',
    'mix',
    'octo',
  ],
])
/** Programs that publish by their name: `eslint-publish-release`. */
const PROGRAM = /^[\w@/-]*(?:-publish-release|-npm-publish|publish-(?:npm|packages))$/i
/** Actions that publish to npm by their name, and are not looked into. */
const ACTION = /npm-?publish|publish-?(?:to-?)?npm|npm-release|publish-packages?$|\/release-npm/i
/** Workflows of other repositories that release. */
const WORKFLOW = /^[^.][^@]*\/workflows\/[^/]*(?:release|publish)[^/]*\.ya?ml$/i

/** What a step of a workflow seems to publish with, as words to show, where it is nothing that is known here. */
export function listUnknownPublishing(run: string, uses: string): string[] {
  const found: string[] = []
  for (const given of splitShell(run)) {
    let words = removeRunners(given)
    // `yarn release-tool publish`: a program of node_modules behind its runner.
    if (/^(?:pnpm|yarn|bun)$/.test(words[0] ?? '') && words.length > 2) words = words.slice(1)
    const [program = '', ...rest] = words
    const name = readProgramName(program)
    if (ELSEWHERE.has(name) || Object.hasOwn(DIRECT, name) || !/^[@\w][\w./@-]*$/.test(name)) continue
    const [verb = '', noun = ''] = listRowValues(rest)
    if (/^(?:publish|shipit)$/.test(verb)) found.push(`${name} ${verb}`)
    // `ng-dev release publish`
    else if (verb === 'release' && /^publish\b/.test(noun)) found.push(`${name} release ${noun}`)
    else if (PROGRAM.test(name)) found.push(name)
  }
  const action = uses.replace(/@.*$/, '')
  if (WORKFLOW.test(action) || (ACTION.test(action) && action.toLowerCase() !== 'js-devtools/npm-publish'))
    found.push(action)
  return found
}
