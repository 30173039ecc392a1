import { execFileSync, spawnSync } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { COMMANDS } from '../../../src/cli/commands.ts'
import { showsHyperlinks } from '../../../src/cli/screen.ts'
import { renderTerminal } from '../../../src/reporters/terminal.ts'
import { makeFolder, runSeaworthy } from '../../support/command-line.ts'
import { makeFinding, makePackageReport, place, reportOf } from '../../support/reports.ts'

let folder = ''
beforeAll(async () => {
  folder = await makeFolder({})
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('completion', () => {
  let script = ''
  beforeAll(async () => {
    script = path.join(folder, 'completion.bash')
    await writeFile(script, (await runSeaworthy(['completion', 'bash'])).stdout)
  })

  /** What bash offers behind these words; the last one is begun. */
  const offered = (...words: string[]): string[] => {
    const program = `source "$0"; COMP_WORDS=(seaworthy "$@"); COMP_CWORD=$#; _seaworthy; printf '%s\\n' "\${COMPREPLY[@]}"`
    return execFileSync('bash', ['-c', program, script, ...words], { encoding: 'utf8' })
      .trim()
      .split('\n')
  }

  test.each([
    [['expl'], ['explain']],
    [['--wor'], ['--workspaces']],
    [
      ['audit', '--con'],
      ['--concurrency', '--config'],
    ],
    [['packages/a', '--fail'], ['--fail-on']],
    [['--format', 'ju'], ['junit']],
    [['check', '-f', 'ju'], ['junit']],
    [
      ['--profile', ''],
      ['auto', 'open-source', 'proprietary'],
    ],
    [['explain', 'file/env'], ['file/environment']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
  ])('bash completes %j to %j', (words, expected) => {
    expect(offered(...words).sort()).toEqual([...expected].sort())
  })

  /** Whether a shell is there to try it in. */
  const has = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).error === undefined
  const inFish = has('fish') ? test : test.skip
  const inZsh = has('zsh') ? test : test.skip

  inFish.each([
    ['seaworthy expl', ['explain']],
    ['seaworthy --wor', ['--workspaces']],
    ['seaworthy packages/a --fail-', ['--fail-on']],
    ['seaworthy -f ju', ['junit']],
    ['seaworthy --format ju', ['junit']],
    ['seaworthy explain file/env', ['file/environment']],
    ['seaworthy publish --ta', ['--tag']],
    ['seaworthy completion ', ['bash', 'fish', 'zsh']],
  ])('fish completes %j to %j', async (line, expected) => {
    const fish = path.join(folder, 'completion.fish')
    await writeFile(fish, (await runSeaworthy(['completion', 'fish'])).stdout)
    const said = execFileSync('fish', ['-c', `source ${fish}; complete -C ${JSON.stringify(line)}`], {
      encoding: 'utf8',
      env: { ...process.env, HOME: folder },
    })
    const offered = said.split('\n').flatMap((one) => one.split('\t')[0] || [])
    expect(offered.sort()).toEqual(expected)
  })

  inZsh.each([
    [['explain', ''], '1:what:('],
    [['explain', ''], 'file/environment'],
    [['packages/a', '--fail'], '*--fail-on['],
    [['--for'], '*-f['],
    [['publish', '--ta'], '*--tag['],
    [['expl'], 'explain:'],
  ])('zsh is told for %j of %j', async (words, said) => {
    const zsh = path.join(folder, 'completion.zsh')
    await writeFile(zsh, (await runSeaworthy(['completion', 'zsh'])).stdout)
    // The functions that zsh's own completion has, in a shell that nobody types into.
    const program = `
      compdef() { : }; _files() { : }
      _arguments() { print -rl -- "$@" }
      _describe() { print -rl -- "\${(@P)2}" }
      source "$1"; shift
      words=(seaworthy "$@"); CURRENT=$(( $# + 1 )); _seaworthy`
    const offered = execFileSync('zsh', ['-f', '-c', program, 'zsh', zsh, ...words], { encoding: 'utf8' })
    expect(offered).toContain(said)
  })

  test.each(['bash', 'zsh', 'fish'])('%s knows every command and is read by that shell', async (shell) => {
    const { status, stdout } = await runSeaworthy(['completion', shell])
    expect(status).toBe(0)
    for (const name of Object.keys(COMMANDS)) expect(stdout).toContain(name)
    const file = path.join(folder, `read.${shell}`)
    await writeFile(file, stdout)
    const read = spawnSync(shell, ['-n', file], { encoding: 'utf8', env: { ...process.env, HOME: folder } })
    // A shell that is not installed reads nothing.
    if (read.error === undefined) expect(read.stderr).toBe('')
  })

  test('of a shell that there is nothing for says so', async () => {
    const { status, stderr } = await runSeaworthy(['completion', 'bahs'])
    expect(status).toBe(2)
    expect(stderr).toContain('There is one for bash, zsh, fish. Did you mean bash?')
  })
})

describe('--json', () => {
  test('is --format json, of every command that has formats', async () => {
    const [short, long] = [
      await runSeaworthy(['rules', '--json']),
      await runSeaworthy(['rules', '--format', 'json']),
    ]
    expect(short.stdout).toBe(long.stdout)
    const report = await runSeaworthy([
      'examples/clean-package',
      '--json',
      '-f',
      `junit=${folder}/report.xml`,
    ])
    expect(JSON.parse(report.stdout)).toMatchObject({ verdict: 'pass' })
  })

  test('contradicts another one', async () => {
    const { status, stderr } = await runSeaworthy(['rules', '--json', '--format', 'terminal'])
    expect(status).toBe(2)
    expect(stderr).toContain('--json and --format terminal contradict each other')
  })
})

describe('hyperlinks', () => {
  test.each([
    [true, {}, false],
    [true, { TERM_PROGRAM: 'iTerm.app' }, true],
    [true, { TERM_PROGRAM: 'vscode' }, true],
    [true, { TERM: 'xterm-kitty' }, true],
    [true, { VTE_VERSION: '7200' }, true],
    [true, { VTE_VERSION: '3600' }, false],
    [true, { WT_SESSION: 'a' }, true],
    [true, { TERM_PROGRAM: 'iTerm.app', CI: 'true' }, false],
    [true, { TERM_PROGRAM: 'iTerm.app', TMUX: '/tmp/a' }, false],
    [true, { WT_SESSION: 'a', TERM: 'dumb' }, false],
    [false, { TERM_PROGRAM: 'iTerm.app' }, false],
    [false, { FORCE_HYPERLINK: '1' }, true],
    [true, { TERM_PROGRAM: 'iTerm.app', FORCE_HYPERLINK: '0' }, false],
  ])('terminal %s with %j: %s', (isTerminal, environment, shown) => {
    expect(showsHyperlinks(isTerminal, environment)).toBe(shown)
  })

  const packing = {
    packer: 'npm' as const,
    version: null,
    reason: 'a',
    bytes: 'same' as const,
    folder: '',
    folderReason: null,
    scripts: [],
  }
  const one = makePackageReport({
    target: 'packages/a',
    packer: packing,
    findings: [makeFinding({ places: [place({ path: 'dist/a b;\u001b\\.js', line: 3 })] })],
  })
  const render = (links: string | null, width = 100) =>
    renderTerminal(reportOf([one]), { color: false, width, quiet: false, links })
  const ESCAPE = '\u001b'

  test('lead to the file and to the page of the rule, and end where they should', () => {
    const text = render('/work here')
    expect(text).toContain(
      `${ESCAPE}]8;;file:///work%20here/packages/a/dist/a%20b;%1B%5C.js${ESCAPE}\\packages/a/dist/a b;\\u{1b}\\.js:3${ESCAPE}]8;;${ESCAPE}\\`,
    )
    expect(text).toContain(
      `${ESCAPE}]8;;${makeFinding().docs}${ESCAPE}\\file/example${ESCAPE}]8;;${ESCAPE}\\`,
    )
  })

  test.each([40, 60, 100])('take no columns: at %d the text is the same', (width) => {
    const bare = render('/work here', width).replace(/\u001b\]8;;[^\u001b]*\u001b\\/g, '')
    expect(bare).toBe(render(null, width))
  })

  test('are in nothing that is piped', async () => {
    const { stdout } = await runSeaworthy(['examples/leaky-package'], { env: { TERM_PROGRAM: 'iTerm.app' } })
    expect(stdout).not.toContain(ESCAPE)
  })
})
