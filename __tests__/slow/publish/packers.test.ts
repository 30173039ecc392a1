import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { makeFolder } from '../../support/command-line.ts'
import { askVersions, makePackageFiles, runGuarded } from '../../support/guarded.ts'
import { type Registry, startRegistry } from '../../support/registry.ts'
import type { Tool } from '../../support/tools.ts'
import { takePairs } from '../../support/turns.ts'

let registry: Registry
/** Where packages say that they are published. */
let other: Registry
const folders: string[] = []

beforeAll(async () => {
  registry = await startRegistry()
  other = await startRegistry({ alsoFor: registry })
}, 120_000)
afterAll(async () => {
  await Promise.all([registry.stop(), other.stop()])
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))
})

const PUBLISHES: [Tool, string[]][] = [
  ['npm-10', ['npm', 'publish', '--access=public']],
  ['npm-11', ['npm', 'publish', '--access=public']],
  ['npm-12', ['npm', 'publish', '--access=public']],
  ['pnpm-9', ['pnpm', 'publish', '--no-git-checks', '--access=public']],
  ['pnpm-10', ['pnpm', 'publish', '--no-git-checks', '--access=public']],
  ['pnpm-11', ['pnpm', 'publish', '--no-git-checks', '--access=public']],
  ['pnpm-12', ['pnpm', 'publish', '--no-git-checks', '--access=public']],
  ['yarn-1', ['yarn', 'publish', '--non-interactive', '--access=public']],
  ['yarn-4', ['sh', '-c', 'yarn install && yarn npm publish --access=public']],
  ['bun', ['bun', 'publish', '--access=public']],
]

/** Publishes a package by its own tool under guard. */
async function publish(
  tool: Tool,
  name: string,
  given: { leaks: boolean; manifest?: object; files?: object },
) {
  const command = PUBLISHES.find(([one]) => one === tool)?.[1] ?? []
  const cwd = await makeFolder({
    ...makePackageFiles({ name, ...given.manifest }, given.leaks),
    ...(tool === 'yarn-4' ? YARN_4 : {}),
    ...given.files,
  })
  folders.push(cwd)
  const tools: Tool[] = tool.startsWith('npm') ? [tool] : [tool, 'npm-11']
  return runGuarded(registry, cwd, command, { tools })
}

/** Yarn 4 publishes what was installed. */
const YARN_4 = {
  'yarn.lock': '__metadata:\n  version: 8\n',
  '.yarnrc.yml': 'enableTelemetry: false\nenableGlobalCache: false\n',
}

const goesOut = async (tool: Tool) => {
  const { status, stderr, stdout } = await publish(tool, `honest-${tool}`, { leaks: false })
  expect({ status, said: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, said: '' })
  expect(await askVersions(registry, `honest-${tool}`)).toEqual(['1.0.0'])
}

const isHeldBack = async (tool: Tool) => {
  const { status, stderr, stdout } = await publish(tool, `leaky-${tool}`, { leaks: true })
  expect((stdout + stderr).replace(/\s*\n[\s│]*/g, ' ')).toContain(
    `Seaworthy holds leaky-${tool}@1.0.0 back: 1 finding in its tarball`,
  )
  expect(status).toBe(1)
  expect(await askVersions(registry, `leaky-${tool}`)).toEqual([])
}

/** Where something in the project names another registry, the guard covers it, or refuses to start and names the line. */
const isLed = (title: string, setting: (url: string) => object) => async (tool: Tool) => {
  const name = `@elsewhere/${tool}-${title.length}`
  const leaky = await publish(tool, name, { leaks: true, ...setting(other.url) })
  expect(await askVersions(other, name)).toEqual([])
  const honest = await publish(tool, name, { leaks: false, ...setting(other.url) })
  const refuses = CANNOT_BE_LED[tool]?.includes(title)
  expect([leaky.status, honest.status]).toEqual(refuses ? [2, 2] : [1, 0])
  if (refuses) expect(honest.stderr).toMatch(/^(package\.json|\.npmrc):\d+ has .* Nothing was started\./)
  const where = tool === 'yarn-4' && title.includes('.npmrc') ? registry : other
  expect(await askVersions(where, name)).toEqual(refuses ? [] : ['1.0.0'])
}

const OWN_REGISTRY = 'publishConfig.registry'
const SCOPE = "its scope's registry in the project's .npmrc"

const WAYS: readonly [string, (tool: Tool) => Promise<void>][] = [
  ['an honest package goes out', goesOut],
  ['a leak does not, and the tool prints why', isHeldBack],
  [
    `${OWN_REGISTRY} that names another registry is covered, or refused`,
    isLed(OWN_REGISTRY, (url) => ({ manifest: { publishConfig: { registry: url } } })),
  ],
  [
    `${SCOPE} that names another registry is covered, or refused`,
    isLed(SCOPE, (url) => ({ files: { '.npmrc': `@elsewhere:registry=${url}\n` } })),
  ],
]

test.each(
  takePairs(PUBLISHES, WAYS).map(([[tool], [title, holds]]): [Tool, string, typeof holds] => [
    tool,
    title,
    holds,
  ]),
)('%s: %s', (tool, _title, holds) => holds(tool))

/** Native programs that let these settings win over everything that can be said from outside. */
const CANNOT_BE_LED: Partial<Record<Tool, string[]>> = {
  'pnpm-12': [OWN_REGISTRY],
  bun: [SCOPE],
}
