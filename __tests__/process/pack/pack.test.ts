import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import type { Report } from '../../../src/model/report.ts'
import { makeFakeNpm, makeFolder, makeRealNpm, runSeaworthy } from '../../support/command-line.ts'

const folders: string[] = []
const keep = async (folder: Promise<string>): Promise<string> => {
  folders.push(await folder)
  return folder
}
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

const HONEST = {
  'package.json': JSON.stringify({ name: 'honest', version: '1.0.0', license: 'MIT', files: ['index.js'] }),
  'index.js': 'export const one = 1\n',
}

const SCRIPTED = {
  ...HONEST,
  'package.json': JSON.stringify({ ...JSON.parse(HONEST['package.json']), scripts: { prepack: 'true' } }),
}

async function reportOf(
  args: readonly string[],
  options = {},
): Promise<{ report: Report; status: number; stderr: string }> {
  const { stdout, stderr, status } = await runSeaworthy(['--format', 'json', ...args], options)
  return { report: JSON.parse(stdout) as Report, status, stderr }
}

describe.each([10, 11, 12] as const)('npm %i', (major) => {
  test('packs a folder: the same bytes and files as npm itself says, scripts not run', async () => {
    const folder = await keep(
      makeFolder({
        ...HONEST,
        'package.json': JSON.stringify({
          ...JSON.parse(HONEST['package.json']),
          scripts: { prepack: 'echo {} && touch ran-prepack.txt', prepare: 'touch ran-prepare.txt' },
        }),
      }),
    )
    const npmFolder = await keep(makeRealNpm(major))
    const { report, status } = await reportOf([folder], { npmFolder })
    expect(status).toBe(0)
    const [one] = report.packages
    expect(one).toMatchObject({ name: 'honest', version: '1.0.0', errors: [], verdict: 'pass' })
    expect(one?.tarball).toMatchObject({ filename: 'honest-1.0.0.tgz', fileCount: 2 })
    expect(one?.packer).toMatchObject({ packer: 'npm', bytes: 'same', folder: '' })
    expect(one?.packer?.scripts.map(({ name, ran }) => [name, ran])).toEqual([
      ['prepack', false],
      ['prepare', false],
    ])
    await expect(readFile(path.join(folder, 'ran-prepack.txt'))).rejects.toThrow('ENOENT')
    await expect(readFile(path.join(folder, 'ran-prepare.txt'))).rejects.toThrow('ENOENT')
  })

  test('runs pack scripts when told to, whatever they print, and scans what they made', async () => {
    const folder = await keep(
      makeFolder({
        'package.json': JSON.stringify({
          name: 'scripted',
          version: '1.0.0',
          license: 'MIT',
          files: ['dist'],
          scripts: { prepack: 'echo "[]" && mkdir -p dist && echo "export {}" > dist/made.js' },
        }),
      }),
    )
    const { report, status } = await reportOf(['--run-scripts', folder], {
      npmFolder: await keep(makeRealNpm(major)),
    })
    expect(status).toBe(0)
    expect(report.packages[0]?.tarball?.fileCount).toBe(2)
    expect(report.packages[0]?.notes).toEqual([])
  })

  test('a script that fails is an error that says so, not a pass', async () => {
    const folder = await keep(
      makeFolder({
        ...HONEST,
        'package.json': JSON.stringify({
          ...JSON.parse(HONEST['package.json']),
          scripts: { prepack: 'echo broken >&2; exit 3' },
        }),
      }),
    )
    const { report, status } = await reportOf(['--run-scripts', folder], {
      npmFolder: await keep(makeRealNpm(major)),
    })
    expect(status).toBe(2)
    expect(report.verdict).toBe('error')
    expect(report.packages[0]?.errors.join()).toMatch(/The script prepack of .* failed \(exit 3\)/)
  })
})

test('a published version has the integrity that the registry has for it', async () => {
  const { report, status } = await reportOf(['ms@2.1.3'])
  expect(status).toBe(0)
  expect(report.packages[0]?.tarball?.integrity).toBe(
    'sha512-6FlzubTLZG3J2a/NVCAleEhjzq5oxgHyaCU9yYXvcLsvoVaHJq/s5xXI6/XXP6tz7R9xAOtHnSO/tXtF3WRTlA==',
  )
})

test('several targets, folder, file and published version, make one report', async () => {
  const folder = await keep(makeFolder(HONEST))
  const file = path.join(folder, 'nothing.tgz')
  await writeFile(file, '')
  const { report, status } = await reportOf([folder, file, 'ms@2.1.3'])
  expect(report.packages.map((one) => one.verdict)).toEqual(['pass', 'error', 'pass'])
  expect(report.verdict).toBe('error')
  expect(status).toBe(2)
})

test('integrity, shasum and size are those of the very file', async () => {
  const folder = await keep(makeFolder(HONEST))
  const npmFolder = await keep(makeRealNpm(11))
  const { execFileSync } = await import('node:child_process')
  execFileSync(path.join(npmFolder, 'npm'), ['pack', '--pack-destination', folder], {
    cwd: folder,
    stdio: 'ignore',
  })
  const bytes = await readFile(path.join(folder, 'honest-1.0.0.tgz'))
  const { report } = await reportOf([path.join(folder, 'honest-1.0.0.tgz')])
  expect(report.packages[0]?.tarball).toMatchObject({
    integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}`,
    shasum: createHash('sha1').update(bytes).digest('hex'),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
  })
})

test.each(['with space', 'with%20percent', 'with#hash', 'with@1.0.0', "with'quote", 'ünïcode'])(
  'packs a folder called %s',
  async (name) => {
    const parent = await keep(makeFolder({}))
    const folder = path.join(parent, name)
    await mkdir(folder)
    for (const [file, content] of Object.entries(HONEST)) await writeFile(path.join(folder, file), content)
    const { report } = await reportOf([folder])
    expect(report.packages[0]).toMatchObject({ name: 'honest', errors: [] })
  },
)

describe('what keeps us from looking is an error with what to do', () => {
  const said = async (args: readonly string[], options = {}): Promise<string> => {
    const { status, stdout, stderr, leftovers } = await runSeaworthy(args, options)
    expect(status).toBe(2)
    expect(stdout + stderr).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m)
    expect(leftovers).toEqual([])
    return (stdout + stderr).replace(/\s+/g, ' ')
  }

  test('no package.json', async () => {
    const folder = await keep(makeFolder({ 'index.js': '' }))
    expect(await said([folder])).toMatch(/There is no package\.json in .* Name the package's folder/)
  })

  test.each(['../../evil', 'A B', '@a/../b', 'node_modules'])('the name %s', async (name) => {
    const folder = await keep(makeFolder({ 'package.json': JSON.stringify({ name, version: '1.0.0' }) }))
    expect(await said([folder])).toContain(`is called "${name}" in package.json, and no package can have`)
  })

  test('a package.json that is no JSON', async () => {
    const folder = await keep(makeFolder({ 'package.json': '{"name": ' }))
    expect(await said([folder])).toMatch(
      /package\.json cannot be read: it is not a JSON object: .* in line 1, column 10/,
    )
  })

  test('no npm at all', async () => {
    expect(await said(['ms@2.1.3'], { env: { PATH: '/nowhere' } })).toMatch(
      /npm could not be started.*Install Node\.js/,
    )
  })

  test('an npm that fails', async () => {
    const folder = await keep(makeFolder(SCRIPTED))
    const npmFolder = await keep(makeFakeNpm('echo "npm error the disk is on fire" >&2; exit 7'))
    expect(await said(['--run-scripts', folder], { npmFolder })).toMatch(
      /script prepack of .* failed \(exit 7\).* the disk is on fire/,
    )
  })

  test('an npm that hangs is stopped', async () => {
    const folder = await keep(makeFolder(SCRIPTED))
    const npmFolder = await keep(
      makeFakeNpm('trap "" TERM; echo "waiting for the moon" >&2; while :; do sleep 0.2; done'),
    )
    const text = await said(['--run-scripts', folder], { npmFolder, env: { SEAWORTHY_NPM_TIMEOUT: '1' } })
    expect(text).toMatch(/did not end within 1 second.* waiting for the moon/)
  })

  test('an npm that says it packed and left nothing', async () => {
    const npmFolder = await keep(makeFakeNpm('echo \'[{"filename":"honest-1.0.0.tgz","files":[]}]\''))
    expect(await said(['ms@2.1.3'], { npmFolder })).toMatch(/left no tarball/)
  })

  test.each([
    [
      'two tarballs',
      'while [ "$1" != --pack-destination ]; do shift; done; last=$2; echo x > "$last/a.tgz"; echo x > "$last/b.tgz"',
      /left 2 tarballs/,
    ],
    [
      'an empty tarball',
      'while [ "$1" != --pack-destination ]; do shift; done; last=$2; : > "$last/a.tgz"',
      /left an empty tarball/,
    ],
    [
      'an HTML page for a tarball',
      'while [ "$1" != --pack-destination ]; do shift; done; last=$2; echo "<html>" > "$last/a.tgz"',
      /cannot be judged/,
    ],
  ])('an npm that leaves %s', async (_, script, expected) => {
    expect(await said(['ms@2.1.3'], { npmFolder: await keep(makeFakeNpm(script)) })).toMatch(expected)
  })

  test('a version that the registry does not have', async () => {
    expect(await said(['ms@99.0.0'])).toMatch(/The registry has no ms@99\.0\.0/)
  })

  test('a name that is neither folder nor version', async () => {
    expect(await said(['no-such-thing'])).toMatch(/no-such-thing@latest/)
  })
})

describe('npm is given nothing of ours', () => {
  test("neither variables nor a repository's settings reach it", async () => {
    const folder = await keep(
      makeFolder({
        ...SCRIPTED,
        '.npmrc': `script-shell=/bin/false\nregistry=http://127.0.0.1:9/${'$'}{SECRET_TOKEN}/\n`,
      }),
    )
    const seen = path.join(folder, 'seen.txt')
    const npmFolder = await keep(makeFakeNpm(`env > '${seen}'; pwd >> '${seen}'; exit 1`))
    await runSeaworthy([folder, '--run-scripts'], {
      npmFolder,
      env: {
        SECRET_TOKEN: 'hush',
        'INPUT_GITHUB-TOKEN': 'hush',
        GITHUB_OUTPUT: '/tmp/x',
        NODE_OPTIONS: '--no-warnings',
      },
    })
    const text = await readFile(seen, 'utf8')
    expect(text).toMatch(/^CI=true$/m)
    expect(text).toMatch(/^npm_config_update_notifier=false$/m)
    expect(text).not.toMatch(/hush|GITHUB_|INPUT_|NODE_OPTIONS/)
  })

  test('a link to a folder is packed like the folder', async () => {
    const folder = await keep(makeFolder(HONEST))
    const link = path.join(await keep(makeFolder({})), 'link')
    await symlink(folder, link)
    const { report } = await reportOf([link])
    expect(report.packages[0]).toMatchObject({ name: 'honest', errors: [] })
  })
})
