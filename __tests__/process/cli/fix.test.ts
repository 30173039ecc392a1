import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { buildZip } from '../../support/build-zip.ts'
import { makeFolder, runSeaworthy } from '../../support/command-line.ts'

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

const PASSWORD = `${'kJ8s7dHf'}9Qw2xZ`
const manifest = (members: object): string =>
  `${JSON.stringify({ name: 'shop', version: '1.0.0', license: 'MIT', ...members }, null, 2)}\n`

/** A library as its author has it: built, never limited to what users need. */
const LIBRARY = {
  'package.json': manifest({ main: 'dist/index.js', types: 'dist/index.d.ts', scripts: { build: 'tsc' } }),
  'dist/index.js': "'use strict'\nexports.price = 1\n",
  'dist/index.d.ts': 'export declare const price: number\n',
  'src/index.ts': 'export const price = 1\n',
  'tsconfig.json': '{}\n',
  '.env': `DB_PASSWORD=${PASSWORD}\n`,
  '.idea/workspace.xml': '<project />\n',
  '.nyc_output/a.json': '{}\n',
  'coverage/lcov.info': 'TN:\nSF:/home/ann/shop/src/index.ts\nDA:1,1\nend_of_record\n',
  'npm-debug.log.1': '0 info it worked if it ends with ok\n',
  'README.md': '# Shop\n',
}

async function project(files: Readonly<Record<string, string>>, commit = true): Promise<string> {
  const folder = await makeFolder(files)
  folders.push(folder)
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], { cwd: folder })
  git('init', '--quiet')
  if (commit) {
    git('add', '--all', '--force')
    git('commit', '--quiet', '--message', 'All')
  }
  return folder
}

const fix = (cwd: string, ...args: string[]) => runSeaworthy(['fix', ...args, '--baseline', 'none'], { cwd })

describe('seaworthy fix', () => {
  test('edits nothing in a folder that the build of the package above it writes, and says so', async () => {
    const cwd = await project({
      '.gitignore': 'dist\n',
      'package.json': manifest({ scripts: { build: 'ng-packagr' } }),
    })
    const built = {
      'package.json': manifest({ main: 'index.js' }),
      'index.js': "'use strict'\n",
      '.env': `DB_PASSWORD=${PASSWORD}\n`,
    }
    for (const folder of ['dist', 'kept']) {
      mkdirSync(path.join(cwd, folder))
      for (const [name, text] of Object.entries(built)) await writeFile(path.join(cwd, folder, name), text)
    }
    const { stdout } = await fix(cwd, 'dist', '--write')
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'The package is published from dist, which the build writes, so the next build undoes an edit there',
    )
    expect(readFileSync(path.join(cwd, 'dist/package.json'), 'utf8')).toBe(built['package.json'])
    // Not added yet, but not ignored either: a person keeps it.
    expect((await fix(cwd, 'kept')).stdout).toContain('  kept/package.json\n')
  })

  test('leaves out all maps of a step that has no setting for them, by one pattern and not by names of this build', async () => {
    const map = (source: string, text: string | null) =>
      JSON.stringify({ version: 3, sources: [source], sourcesContent: [text], names: [], mappings: 'AAAA' })
    const secretOf = (name: string) =>
      `// how ${name} are worked out\nconst ${name}: number = discount(${name}Base)\n`
    const cwd = await project(
      {
        'package.json': manifest({
          license: 'UNLICENSED',
          main: 'build/index.js',
          files: ['build'],
          scripts: { build: 'vite build' },
        }),
        'vite.config.js': 'export default {\n  build: { sourcemap: true },\n}\n',
        'svelte.config.js':
          "import adapter from '@sveltejs/adapter-node'\nexport default { kit: { adapter: adapter() } }\n",
        'build/index.js': "import './server/prices-CehOToU_.js'\nimport './server/taxes-BGsLQVwl.js'\n",
        'build/index.js.map': map('../.svelte-kit/adapter-node/index.js', null),
        'build/server/prices-CehOToU_.js': 'let a=1\n',
        'build/server/prices-CehOToU_.js.map': map('../../.svelte-kit/output/prices.ts', secretOf('prices')),
        'build/server/taxes-BGsLQVwl.js': 'let b=1\n',
        'build/server/taxes-BGsLQVwl.js.map': map('../../.svelte-kit/output/taxes.ts', secretOf('taxes')),
        'build/client/app.js': 'let c=1\n',
        'build/client/app.js.map': map('../../src/app.ts', secretOf('app')),
      },
      false,
    )
    const { stdout } = await fix(cwd)
    expect(stdout).toContain('+  build: { sourcemap: false },')
    expect(stdout).toContain('"!build/**/*.map"')
    expect(stdout).not.toContain('CehOToU_.js.map"')
    const report = await runSeaworthy([cwd, '--baseline', 'none'])
    expect(report.stdout.replace(/\s+/g, ' ')).toContain('`sourcemap: true` in vite.config.js:2')
    await rm(path.join(cwd, 'build/client'), { recursive: true })
    expect((await runSeaworthy([cwd, '--baseline', 'none'])).stdout.replace(/\s+/g, ' ')).toContain(
      '@sveltejs/adapter-node writes the maps, and has no setting for that',
    )
  })

  test('takes no archive out that the package loads, for a file in it', async () => {
    const zip = buildZip([{ name: 'app/.env', content: Buffer.from(`DB_PASSWORD=${PASSWORD}\n`) }])
    const files = {
      'package.json': manifest({ main: 'main.js', files: ['main.js', 'resources'] }),
      'main.js': "require('fs').readFileSync(__dirname + '/resources/app.zip')\n",
      'resources/icon.txt': 'icon\n',
    }
    const cwd = await project(files, false)
    await writeFile(path.join(cwd, 'resources', 'app.zip'), zip)
    const { stdout, status } = await fix(cwd, '--write')
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'resources/app.zip holds app/.env: leave it out where app.zip is made.',
    )
    expect(status).toBe(1)
    expect(readFileSync(path.join(cwd, 'package.json'), 'utf8')).toBe(files['package.json'])
  })

  test('shows one edit for all that is wrong, and makes it: from red to green', async () => {
    const cwd = await project(LIBRARY)
    const shown = await fix(cwd)
    expect(shown.stdout).toMatch(/^This edit settles \d of \d errors/)
    expect(shown.stdout).toContain('  package.json\n')
    expect(shown.stdout).toContain('    +  "files": [\n    +    "dist"\n    +  ],\n')
    expect(shown.stdout.replace(/\s+/g, ' ')).toContain(
      'If a release with them is out already, revoke what is in .env.',
    )
    expect(shown.status).toBe(1)
    expect(readFileSync(path.join(cwd, 'package.json'), 'utf8')).toBe(LIBRARY['package.json'])

    const made = await fix(cwd, '--write')
    expect(made.stdout).toContain('Edited package.json.')
    expect(made.stdout).toMatch(/ PASS {2}The package may be published/)
    expect(made.status).toBe(0)
    expect(JSON.parse(readFileSync(path.join(cwd, 'package.json'), 'utf8')).files).toEqual(['dist'])
    expect((await fix(cwd)).stdout).toContain('Nothing to fix.')
  })

  test('writes nothing over changes that are not committed, unless told to', async () => {
    const cwd = await project(LIBRARY)
    const changed = LIBRARY['package.json'].replace('"MIT"', '"ISC"')
    await writeFile(path.join(cwd, 'package.json'), changed)
    const refused = await fix(cwd, '--write')
    expect(refused.stderr).toContain(
      'package.json has uncommitted changes, so nothing was written. Commit or stash them, or add --force.',
    )
    expect(refused.status).toBe(2)
    expect(readFileSync(path.join(cwd, 'package.json'), 'utf8')).toBe(changed)
    expect((await fix(cwd, '--write', '--force')).status).toBe(0)
  })

  test('says what no edit settles, and stays red', async () => {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' })
    const cwd = await project({
      'package.json': manifest({ files: ['lib'], main: 'lib/index.js' }),
      'lib/index.js': `exports.key = ${JSON.stringify(privateKey)}\n`,
      'lib/.env': `DB_PASSWORD=${PASSWORD}\n`,
      'README.md': '# Shop\n',
    })
    const { stdout, status } = await fix(cwd, '--write')
    expect(stdout).toContain('+    "!lib/.env"\n')
    expect(stdout).toMatch(/1 finding left for you:\n.*lib\/index\.js/)
    expect(stdout).toMatch(/ BLOCK {2}Do not publish: 1 error/)
    expect(status).toBe(1)
  })

  test('an edit of .npmignore makes no next finding, an inline map beside files is said, CR alone ends lines', async () => {
    const map = JSON.stringify({
      version: 3,
      sources: ['../src/a.ts'],
      sourcesContent: ['export const a: number = 1 // ours\n'.repeat(9)],
      mappings: 'AAAA',
    })
    const code = 'exports.a = 1\n//# sourceMappingURL=index.js.map\n'
    const inline = `data:application/json;base64,${Buffer.from(map).toString('base64')}`
    const folders = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`part${at}/x.js`, '1\n']))
    const ignoring = await project({
      'package.json': JSON.stringify({
        name: 's',
        version: '1.0.0',
        license: 'UNLICENSED',
        main: 'lib/index.js',
      }),
      '.npmignore': 'src\n',
      'lib/index.js': code,
      'lib/index.js.map': map,
      ...folders,
    })
    const ignored = await fix(ignoring, '--write')
    expect(ignored.stdout).toContain('Edited .npmignore.')
    expect(ignored.stdout).not.toContain('leads nowhere')
    expect(ignored.status).toBe(0)

    const text = manifest({ license: 'UNLICENSED', main: 'dist/index.js', files: ['dist'] }).replaceAll(
      '\n',
      '\r',
    )
    const mixed = await project({
      'package.json': text,
      'dist/index.js': code.replace('index.js.map', inline),
      'dist/index.js.map': map,
    })
    const made = await fix(mixed, '--write')
    expect(made.stdout).toContain('dist/index.js holds its source map itself')
    expect(made.status).toBe(1)
    expect(readFileSync(path.join(mixed, 'package.json'), 'utf8')).toBe(
      text.replace('    "dist"\r', '    "dist",\r    "!dist/**/*.map"\r'),
    )
  })

  test('mends a list and an ignore file of a folder together, and asks for a build where only that helps', async () => {
    const map = JSON.stringify({
      version: 3,
      sources: ['../src/a.ts'],
      sourcesContent: ['export const a: number = 1 // ours\n'.repeat(9)],
      mappings: 'AAAA',
    })
    const closed = (members: object): string =>
      manifest({
        name: '@acme/shop',
        license: 'UNLICENSED',
        publishConfig: { access: 'restricted' },
        ...members,
      })
    const built = {
      'dist/index.js': 'exports.a = 1\n//# sourceMappingURL=index.js.map\n',
      'dist/index.js.map': map,
      'README.md': '# Shop\n',
    }
    const nested = await project({
      'package.json': closed({ main: 'dist/index.js' }),
      '.npmignore': 'src\n',
      'dist/.npmignore': '!*.map\n',
      ...built,
    })
    const made = await fix(nested, '--write')
    expect(made.stdout).toMatch(/^These 2 edits settle the only error and the only warning:/)
    expect(made.stdout).toContain('Edited package.json, dist/.npmignore.')
    expect(made.stdout).not.toContain('left for you')
    expect(made.status).toBe(0)

    const picked = await project({
      'package.json': closed({
        main: 'dist/index.js',
        files: ['dist/index.js', 'dist/index.js.map'],
      }),
      ...built,
    })
    expect((await fix(picked, '--write')).stdout).toMatch(/ PASS {2}The package may be published\. /)

    const old = await project({
      'package.json': closed({
        main: 'dist/index.js',
        files: ['dist'],
        scripts: { build: 'tsup' },
      }),
      'tsup.config.ts': 'export default { sourcemap: true }\n',
      ...built,
    })
    const waiting = await fix(old, '--write')
    expect(waiting.stdout).toContain('Edited tsup.config.ts.')
    expect(waiting.stdout).toMatch(/Build again \(npm run build\) into an empty folder, then run seaworthy:/)
    expect(waiting.stdout.match(/This edit settles/g)).toHaveLength(1)
    expect(waiting.stdout.split('Edited ')[1]).not.toContain('Turn source maps off')
    expect(waiting.status).toBe(1)
  })

  test('a file that is no code goes as a whole for the maps in it, and an edit after which a packer refuses is none', async () => {
    const map = JSON.stringify({
      version: 3,
      file: 'a.js',
      sources: ['webpack://shop/src/a.ts'],
      sourcesContent: ['export const a: number = 1 // ours\n'.repeat(9)],
      names: [],
      mappings: 'AAAA',
    })
    const cwd = await project({
      'package.json': manifest({ license: 'UNLICENSED', main: 'index.js', files: ['.acme', 'index.js'] }),
      'index.js': 'exports.a = 1\n',
      '.acme/state.json': '{}\n',
      '.acme/cache/0.pack': `wpc\n${map}\n`,
      'README.md': '# Shop\n',
    })
    const { stdout } = await fix(cwd)
    expect(stdout).toContain('+    "!.acme/cache/0.pack"\n')
    expect(stdout).toMatch(/settles the only error/)
    expect(stdout).not.toContain('Folder of a tool')

    const bun = await project({
      'package.json': manifest({ files: ['.env'], main: 'index.js' }),
      'index.js': 'exports.a = 1\n',
      '.env': `DB_PASSWORD=${PASSWORD}\n`,
    })
    const shown = await fix(bun, '--packer', 'bun')
    expect(shown.stdout).toContain('+    "!/.env"\n')
    expect(shown.stdout).toContain('Tried with Bun: the tarball then has 1 file instead of 2.')
  })

  test('a file of data goes for the secret in it, unless the code reads its folder', async () => {
    const files = {
      'deploy/secret.yml': `kind: Secret\nstringData:\n  db_password: ${PASSWORD}\n`,
      'README.md': '# Shop\n',
    }
    const about = { main: 'index.js', files: ['index.js', 'deploy'] }
    const unused = await project({ 'package.json': manifest(about), 'index.js': 'exports.a = 1\n', ...files })
    const made = await fix(unused, '--write')
    expect(made.stdout).toMatch(/^This edit settles the only error/)
    expect(made.status).toBe(0)
    const read = await project({
      'package.json': manifest(about),
      'index.js': "exports.at = (name) => require('node:path').join(__dirname, 'deploy', name)\n",
      ...files,
    })
    const left = await fix(read)
    expect(left.stdout).toMatch(/^1 finding left for you:\n.*deploy\/secret\.yml/m)
    expect(left.stdout).not.toContain('This edit')
  })

  test('takes the last of many entries out, and edits a file that two ways lead to once', async () => {
    const names = Array.from({ length: 60 }, (_, at) => `f${at}.js`)
    const map = {
      version: 3,
      sources: ['../a.ts'],
      sourcesContent: ['const a = 1\n'.repeat(9)],
      mappings: 'AAAA',
    }
    const cwd = await project({
      'package.json': manifest({
        license: 'UNLICENSED',
        main: 'dist/a.js',
        files: [...names, 'dist', '.env'],
        scripts: { build: 'tsc -p .' },
      }),
      'tsconfig.json': '{\n  "compilerOptions": { "sourceMap": true, "inlineSources": true }\n}\n',
      'dist/a.js': '1\n//# sourceMappingURL=a.js.map\n',
      'dist/a.js.map': JSON.stringify(map),
      '.env': `DB_PASSWORD=${PASSWORD}\n`,
      ...Object.fromEntries(names.map((name) => [name, '1\n'])),
    })
    const { stdout } = await fix(cwd)
    expect(stdout).toMatch(/These 2 edits settle 2 of 2 errors/)
    expect(stdout).toContain('-    ".env"\n')
    expect(stdout.match(/^ {2}tsconfig\.json$/gm)).toHaveLength(1)
  })

  test('keeps what the package itself loads', async () => {
    const cwd = await project({
      'package.json': manifest({ files: ['lib'], main: 'lib/index.js' }),
      'lib/index.js': `module.exports = require('./credentials.json')\n`,
      'lib/credentials.json': `${JSON.stringify({ type: 'service_account', private_key_id: '1', client_email: 'a@b.iam.gserviceaccount.com', private_key: 'x' })}\n`,
      'README.md': '# Shop\n',
    })
    const { stdout } = await fix(cwd)
    expect(stdout).not.toContain('+    "!lib/credentials.json"')
    if (!stdout.includes('Nothing to fix.'))
      expect(stdout).toContain(
        'lib/index.js loads lib/credentials.json, so the package would break without it',
      )
  })

  test('mends the members of a workspace, what they share once', async () => {
    const member = (name: string) => ({
      [`packages/${name}/package.json`]: manifest({ name, files: ['dist'], main: 'dist/index.js' }),
      [`packages/${name}/dist/index.js`]: 'module.exports = 1\n',
      [`packages/${name}/dist/.env`]: `DB_PASSWORD=${PASSWORD}\n`,
      [`packages/${name}/README.md`]: `# ${name}\n`,
    })
    const cwd = await project({
      'package.json': '{"name":"root","private":true,"workspaces":["packages/*"]}\n',
      ...member('a'),
      ...member('b'),
      'packages/c/package.json': manifest({ name: 'c', files: ['dist'], main: 'dist/index.js' }),
      'packages/c/dist/index.js': 'module.exports = 1\n',
      'packages/c/README.md': '# c\n',
    })
    const { stdout, status } = await fix(cwd, '--workspaces', '--write')
    expect(stdout).toContain('packages/a/package.json\n')
    expect(stdout).toContain('Edited packages/a/package.json, packages/b/package.json.')
    expect(stdout).toContain('All 3 packages may be published')
    expect(status).toBe(0)
  })

  test('fixes folders only', async () => {
    const cwd = await project({ 'package.json': manifest({}), 'a.tgz': 'x' })
    const { stderr, status } = await fix(cwd, 'a.tgz')
    expect(stderr).toContain('a.tgz is not a folder')
    expect(status).toBe(2)
  })
})
