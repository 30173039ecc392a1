import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { makeFolder } from '../../support/command-line.ts'

/** Files by path; a manifest may be an object. */
export type Tree = Readonly<Record<string, string | object>>

const SECRET_SHAPE = (name: string) => `${name.toUpperCase()}_PASSWORD=${'x'.repeat(12)}1a\n`

const about = { version: '1.2.3', license: 'MIT' }

/** What lies about in a package: what every packer leaves out, what some do, and what only ignore files keep out. */
function clutter(folder: string): Tree {
  return {
    [`${folder}/index.js`]: 'exports.one = 1\n',
    [`${folder}/.env`]: SECRET_SHAPE('env'),
    [`${folder}/x.log`]: 'a log\n',
    [`${folder}/.npmrc`]: 'fund=false\n',
    [`${folder}/.DS_Store`]: 'x',
    [`${folder}/._index.js`]: 'x',
    [`${folder}/notes.orig`]: 'x',
    [`${folder}/.index.js.swp`]: 'x',
    [`${folder}/README.md`]: '# About\n',
    [`${folder}/CHANGELOG.md`]: '# Changes\n',
    [`${folder}/package-lock.json`]: '{}',
    [`${folder}/yarn.lock.bak`]: 'x',
    [`${folder}/sub/by-root.txt`]: 'x\n',
    [`${folder}/sub/kept.txt`]: 'x\n',
    [`${folder}/sub/README.md`]: '# Sub\n',
    [`${folder}/sub/deep/LICENSE`]: 'licence\n',
    [`${folder}/sub/@scoped.js`]: 'exports.two = 2\n',
    [`${folder}/@at.js`]: 'exports.three = 3\n',
    [`${folder}/node_modules/dep/index.js`]: 'x\n',
    [`${folder}/node_modules/dep/package.json`]: { name: 'dep', version: '1.0.0' },
    [`${folder}/sub/node_modules/inner/index.js`]: 'x\n',
    [`${folder}/.github/workflows/ci.yml`]: 'on: push\n',
    [`${folder}/.hidden/file.js`]: 'x\n',
    [`${folder}/Ünïcode file.js`]: 'x\n',
  }
}

/** Packages whose lists differ: none, ignore files of their own, `files`. */
export function listPackages(): Tree {
  return {
    'packages/plain/package.json': { name: 'plain', ...about, main: 'index.js' },
    ...clutter('packages/plain'),
    'packages/ignoring/package.json': { name: 'ignoring', ...about },
    ...clutter('packages/ignoring'),
    'packages/ignoring/.gitignore': '# a comment\n/sub/*.txt\n!/sub/kept.txt\nhidden-by-name.js\nbuild/\n',
    'packages/ignoring/hidden-by-name.js': 'x\n',
    'packages/ignoring/build/a.js': 'x\n',
    'packages/ignoring/sub/hidden-by-name.js': 'x\n',
    'packages/npmignoring/package.json': { name: '@scope/npmignoring', ...about },
    ...clutter('packages/npmignoring'),
    'packages/npmignoring/.gitignore': 'dist\n',
    'packages/npmignoring/.npmignore': 'src\n*.log\n',
    'packages/npmignoring/dist/a.js': 'x\n',
    'packages/npmignoring/src/a.ts': 'x\n',
    'packages/npmignoring/sub/.npmignore': 'kept.txt\n',
    'packages/listed/package.json': {
      name: 'listed',
      ...about,
      main: './dist/index.js',
      bin: './bin/cli.js',
      files: ['dist', 'lib/*.js', '!dist/*.map', 'bin', 'docs/'],
    },
    ...clutter('packages/listed'),
    'packages/listed/dist/index.js': 'x\n',
    'packages/listed/dist/index.js.map': '{}',
    'packages/listed/dist/.env': SECRET_SHAPE('dist'),
    'packages/listed/dist/deep/more.js': 'x\n',
    'packages/listed/dist/deep/more.js.map': '{}',
    'packages/listed/dist/deep/README.md': '# x\n',
    'packages/listed/lib/a.js': 'x\n',
    'packages/listed/lib/a.ts': 'x\n',
    'packages/listed/lib/deep/b.js': 'x\n',
    'packages/listed/bin/cli.js': '#!/usr/bin/env node\n',
    'packages/listed/docs/a.md': '# x\n',
    'packages/bins/package.json': {
      name: 'bins',
      ...about,
      bin: { one: 'tools/one.js', two: './tools/two.js' },
      files: ['nothing-there', 'extra.txt'],
      repository: 'example/bins',
      peerDependencies: { react: '*' },
      peerDependenciesMeta: { react: {} },
    },
    ...clutter('packages/bins'),
    'packages/bins/tools/one.js': '#!/usr/bin/env node\n',
    'packages/bins/tools/two.js': '#!/usr/bin/env node\n',
    'packages/bins/extra.txt': 'x\n',
    'packages/bins/LICENSE': 'licence of its own\n',
    // Patterns that libraries read differently, and an entry point in a folder that is ignored.
    'packages/odd/package.json': {
      name: 'odd',
      ...about,
      main: './dist/index.js',
      directories: { bin: 'commands' },
    },
    'packages/odd/.gitignore': '\uFEFFdist\r\nsub/**\r\n!sub/@scoped.js\r\nlib/ \r\n',
    ...clutter('packages/odd'),
    'packages/odd/dist/index.js': 'x\n',
    'packages/odd/dist/.env': SECRET_SHAPE('odd'),
    'packages/odd/lib/a.js': 'x\n',
    'packages/odd/commands/run.js': '#!/usr/bin/env node\n',
    'packages/globs/package.json': {
      name: 'globs',
      ...about,
      files: ['**/*.js', 'dist/**', '!**/deep', '!test', '!dist/private/', '{one,two}', 'thr?e', '[f]our'],
      patchedDependencies: { left: 'patches/left.patch' },
    },
    ...clutter('packages/globs'),
    'packages/globs/dist/.DS_Store': 'x',
    'packages/globs/dist/.env': SECRET_SHAPE('globs'),
    'packages/globs/dist/deep/a.js': 'x\n',
    'packages/globs/dist/test/a.js': 'x\n',
    'packages/globs/dist/private/a.js': 'x\n',
    'packages/globs/test/a.js': 'x\n',
    'packages/globs/one/.env': SECRET_SHAPE('one'),
    'packages/globs/two/a.txt': 'x\n',
    'packages/globs/three/a.txt': 'x\n',
    'packages/globs/four/a.txt': 'x\n',
    'packages/globs/patches/left.patch': 'x\n',
    'packages/hidden/package.json': { name: 'hidden', ...about, private: true },
    'packages/hidden/index.js': 'x\n',
  }
}

/** Packages that need each other, and publishConfig that replaces what is for development. */
export function linkedPackages(): Tree {
  return {
    'packages/base/package.json': { name: '@scope/base', version: '2.3.4', license: 'MIT', main: 'index.js' },
    'packages/base/index.js': 'x\n',
    'packages/linked/package.json': {
      name: 'linked',
      ...about,
      main: 'src/index.ts',
      types: 'src/index.ts',
      type: 'commonjs',
      scripts: { build: 'x', postinstall: 'node -e 0', prepublishOnly: 'x', prepack: 'node -e 0' },
      files: ['dist'],
      dependencies: { '@scope/base': 'workspace:*', listed: 'workspace:^' },
      devDependencies: { bins: 'workspace:~' },
      peerDependencies: { '@scope/base': 'workspace:^' },
      optionalDependencies: { plain: 'workspace:^1.0.0' },
      publishConfig: {
        access: 'public',
        main: './dist/index.js',
        types: './dist/index.d.ts',
        exports: { '.': './dist/index.js' },
        bin: { linked: './dist/cli.js' },
        executableFiles: ['./dist/run.sh'],
      },
    },
    'packages/linked/src/index.ts': 'x\n',
    'packages/linked/dist/index.js': 'x\n',
    'packages/linked/dist/index.d.ts': 'x\n',
    'packages/linked/dist/cli.js': '#!/usr/bin/env node\n',
    'packages/linked/dist/run.sh': '#!/bin/sh\n',
  }
}

/** A package that ships dependencies of its own, one of them a link, and what these need. */
export function bundlingPackages(): Tree {
  const modules = 'packages/bundling/node_modules'
  const installed = (place: string, manifest: object): Tree => ({
    [`${place}/package.json`]: { version: '1.0.0', ...manifest },
    [`${place}/index.js`]: 'x\n',
    [`${place}/.npmignore`]: 'ignored.js\n',
    [`${place}/ignored.js`]: 'x\n',
  })
  return {
    'packages/bundling/package.json': {
      name: 'bundling',
      ...about,
      files: ['index.js'],
      dependencies: { first: '1.0.0', '@scope/second': '1.0.0', apart: '1.0.0' },
      bundleDependencies: ['first', '@scope/second'],
    },
    'packages/bundling/index.js': 'x\n',
    ...installed(`${modules}/first`, { name: 'first', dependencies: { needed: '1.0.0' } }),
    ...installed(`${modules}/first/node_modules/nobody-needs`, { name: 'nobody-needs' }),
    ...installed(`${modules}/needed`, { name: 'needed', dependencies: { first: '1.0.0' } }),
    ...installed(`${modules}/@scope/second`, { name: '@scope/second', files: ['only.js'] }),
    [`${modules}/@scope/second/only.js`]: 'x\n',
    ...installed(`${modules}/apart`, { name: 'apart' }),
  }
}

/** Writes a monorepo into a new folder, with links in and out of a package. */
export async function monorepo(
  tree: Tree,
  root: object,
  options: { readonly links?: boolean } = {},
): Promise<string> {
  const files = {
    'package.json': { name: 'root', private: true, ...root },
    '.gitignore': '.env\n*.log\nby-root.txt\nnode_modules\n',
    LICENSE: 'the licence of the whole\n',
    ...tree,
  }
  const texts = Object.entries(files).map(([name, content]) => [
    name,
    typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`,
  ])
  const folder = await makeFolder(Object.fromEntries(texts), 'monorepo-')
  for (const file of ['packages/bins/tools/one.js', 'packages/listed/dist/index.js'])
    if (Object.hasOwn(tree, file)) await chmod(path.join(folder, file), 0o755)
  if (options.links !== false) {
    await mkdir(path.join(folder, 'packages/plain/links'), { recursive: true })
    await writeFile(path.join(folder, 'outside.txt'), 'outside\n')
    await symlink('../index.js', path.join(folder, 'packages/plain/links/inside.js'))
    await symlink('../../../outside.txt', path.join(folder, 'packages/plain/links/outside.txt'))
  }
  return folder
}
