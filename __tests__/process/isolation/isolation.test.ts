import { execFileSync } from 'node:child_process'
import { chmod, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test } from '@jest/globals'
import { buildTarball } from '../../support/build-tarball.ts'
import { makeFolder, makeRealNpm, runSeaworthy } from '../../support/command-line.ts'
import { CLEAN, ENVIRONMENT, makeManifest } from '../../support/workspace.ts'

const folders: string[] = []
const keep = async (folder: Promise<string>): Promise<string> => {
  folders.push(await folder)
  return folder
}
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

const SECRET = ['hush', 'hush', 'sweet', 'token'].join('-')
/** What a job's step has in its environment that no package may see. */
const JOB = {
  'INPUT_GITHUB-TOKEN': SECRET,
  GITHUB_TOKEN: SECRET,
  NPM_TOKEN: SECRET,
  NODE_AUTH_TOKEN: SECRET,
  npm_config__authToken: SECRET,
}

/** A module that makes every way out of the process fail and notes who tried. */
async function noNetwork(): Promise<{ options: string; tried: () => Promise<string> }> {
  const folder = await keep(makeFolder({}))
  const log = path.join(folder, 'tried.txt')
  const preload = path.join(folder, 'no-network.mjs')
  await writeFile(
    preload,
    `import { appendFileSync } from 'node:fs'
import { createRequire, syncBuiltinESMExports } from 'node:module'
const require = createRequire(import.meta.url)
const deny = (what) => function () { appendFileSync(${JSON.stringify(log)}, what + '\\n'); throw new Error('no network: ' + what) }
require('node:net').Socket.prototype.connect = deny('connect')
require('node:dgram').Socket.prototype.send = deny('send')
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) require('node:dns')[name] = deny('dns.' + name)
globalThis.fetch = deny('fetch')
syncBuiltinESMExports()
`,
  )
  return {
    options: `--import=${pathToFileURL(preload).href}`,
    tried: () => readFile(log, 'utf8').catch(() => ''),
  }
}

describe('the scan needs no network and no token', () => {
  test('with every way out made to fail', async () => {
    const { options, tried } = await noNetwork()
    const folder = await keep(makeFolder({ 'a.tgz': buildTarball({ 'lib/.env': ENVIRONMENT }), ...CLEAN }))
    const env = { NODE_OPTIONS: options }
    const file = await runSeaworthy([path.join(folder, 'a.tgz')], { env })
    expect(file.status).toBe(1)
    expect(file.stdout).toContain('lib/.env')
    const packed = await runSeaworthy([folder], { env })
    expect(packed.status).toBe(0)
    expect(await tried()).toBe('')
  })

  test('in a network namespace that has no way out, npm included', async () => {
    const node = await keep(
      makeFolder({ node: `#!/bin/sh\n${withoutNetwork()} '${process.execPath}' "$@"\n` }),
    )
    await chmod(path.join(node, 'node'), 0o755)
    const folder = await keep(makeFolder({ ...CLEAN, 'dist/.env': ENVIRONMENT }))
    const { status, stdout } = await runSeaworthy([folder], { node: path.join(node, 'node') })
    expect(status).toBe(1)
    expect(stdout).toContain('dist/.env')
  })
})

/** What takes the network away from a program, by the kernel where this user may ask it to, else by proxies to nowhere. */
function withoutNetwork(): string {
  try {
    execFileSync('unshare', ['-r', '-n', 'true'], { stdio: 'ignore' })
    return 'exec unshare -r -n'
  } catch {
    return 'http_proxy=http://127.0.0.1:9 https_proxy=http://127.0.0.1:9 exec'
  }
}

/** A script that looks for secrets wherever a script can, and writes what it saw into the package. */
const SPY = [
  'mkdir -p seen',
  'env > seen/env.txt',
  'cat /proc/$PPID/environ > seen/parent.txt 2>/dev/null',
  'echo "GITHUB_OUTPUT=$GITHUB_OUTPUT" > seen/output.txt',
  'echo verdict=pass >> "$GITHUB_OUTPUT" 2>/dev/null',
  'cat "$HOME/.npmrc" > seen/home.txt 2>/dev/null',
  'true',
].join('; ')

describe.each([10, 11, 12] as const)('what npm %i and a package see', (major) => {
  test('scripts that are allowed to run find no secret of the job', async () => {
    const folder = await keep(
      makeFolder({ ...CLEAN, 'package.json': makeManifest({ scripts: { prepack: SPY, prepare: SPY } }) }),
    )
    const job = await keep(
      makeFolder({ output: '', '.npmrc': `//registry.npmjs.org/:_authToken=${SECRET}\n` }),
    )
    const env = { ...JOB, HOME: job, GITHUB_OUTPUT: path.join(job, 'output') }
    const npmFolder = await keep(makeRealNpm(major))
    const { status } = await runSeaworthy([folder, '--run-scripts'], { env, npmFolder })
    expect(status).toBe(0)
    for (const name of ['env.txt', 'parent.txt', 'output.txt', 'home.txt'])
      expect(await readFile(path.join(folder, 'seen', name), 'utf8')).not.toContain(SECRET)
    expect(await readFile(path.join(folder, 'seen', 'env.txt'), 'utf8')).toMatch(/^CI=true$/m)
    expect(await readFile(path.join(folder, 'seen', 'output.txt'), 'utf8')).toBe('GITHUB_OUTPUT=\n')
    expect(await readFile(path.join(job, 'output'), 'utf8')).toBe('')
  })

  test('by default no script runs, and no shell that the package names', async () => {
    const shell = await keep(
      makeFolder({ shell: '#!/bin/sh\ntouch "$(dirname "$0")/ran"\nexec /bin/sh "$@"\n' }),
    )
    await chmod(path.join(shell, 'shell'), 0o755)
    const folder = await keep(
      makeFolder({
        ...CLEAN,
        'package.json': makeManifest({ scripts: { prepack: SPY, prepare: SPY, postpack: SPY } }),
        '.npmrc': `ignore-scripts=false\nscript-shell=${shell}/shell\ngit=${shell}/shell\nnode-options=--require=${shell}/shell\n`,
      }),
    )
    const { status } = await runSeaworthy([folder], { env: JOB, npmFolder: await keep(makeRealNpm(major)) })
    expect(status).toBe(0)
    for (const file of [path.join(folder, 'seen', 'env.txt'), path.join(shell, 'ran')])
      await expect(readFile(file)).rejects.toThrow('ENOENT')
  })
})
