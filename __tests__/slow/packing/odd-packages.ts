import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Tree } from './monorepos.ts'

const about = { version: '1.2.3', license: 'MIT' }
const LONG = `long/${'a-folder-with-a-long-name/'.repeat(5)}`

/**
 * Packages of everyday oddities: names, patterns, modes, ignore files below ignore files.
 * @param options.bang whether `files` may hold a lone `!`, which Yarn refuses
 */
export function oddPackages({ bang }: { readonly bang: boolean }): Tree {
  return {
    // Paths that go there and back, and what is nothing but a space.
    'packages/dotted/package.json': {
      name: 'dotted',
      ...about,
      files: ['src/../dist/a.js', './dist//b.js', 'lib/./c.js', 'dist/d.js/', 'none/../lib/e'],
    },
    'packages/spaced/package.json': { name: 'spaced', ...about, files: [' '] },
    'packages/padded/package.json': { name: 'padded', ...about, files: [' dist', 'lib '] },
    ...Object.fromEntries(
      ['dotted', 'spaced', 'padded'].flatMap((name) =>
        ['src/x.js', 'dist/a.js', 'dist/b.js', 'dist/d.js', 'lib/c.js', 'lib/e/f.js', '.env', 'index.js'].map(
          (file) => [`packages/${name}/${file}`, 'x\n'],
        ),
      ),
    ),
    // Written by hand, with CRLF, tabs and no newline at its end.
    'packages/written/package.json':
      '{\r\n\t"name": "written",\r\n\t"version": "1.2.3",\r\n\t"license": "MIT",\r\n\t"main": "Lib/Index.js",\r\n\t"browser": "browser.js",\r\n\t"man": ["./man/doc.1"],\r\n\t"bin": "cli.js",\r\n\t"files": ["Lib/**/*.js", "!Lib/**/*.test.js", "./assets/", "/rooted", "a folder/*.md", "upper/file.TXT", ".config", "*.d.ts", "long", "links", "*.mjs", "deep/**/x", "../outside.txt"]\r\n}',
    'packages/written/Lib/Index.js': 'x\r\n',
    'packages/written/Lib/a/b.js': 'x\n',
    'packages/written/Lib/a/b.test.js': 'x\n',
    'packages/written/Lib/a/c.txt': 'x\n',
    'packages/written/browser.js': 'x\n',
    'packages/written/cli.js': '#!/usr/bin/env node\n',
    'packages/written/man/doc.1': 'x\n',
    'packages/written/assets/logo.svg': '<svg/>\n',
    'packages/written/assets/.gitignore': 'left-out.txt\n',
    'packages/written/assets/left-out.txt': 'x\n',
    'packages/written/assets/.hidden': 'x\n',
    'packages/written/rooted/a.txt': 'x\n',
    'packages/written/sub/rooted/a.txt': 'x\n',
    'packages/written/sub/a.d.ts': 'x\n',
    'packages/written/twice/a.txt': 'x\n',
    'packages/written/a folder/read me.md': '# x\n',
    'packages/written/Upper/FILE.txt': 'x\n',
    'packages/written/.config/settings.json': '{}\n',
    'packages/written/index.d.ts': 'x\n',
    'packages/written/one.mjs': '',
    'packages/written/deep/1/2/x': 'x\n',
    'packages/written/deep/x/3': 'x\n',
    'packages/written/readme.MD': '# x\n',
    'packages/written/License.txt': 'licence\n',
    'packages/written/licence': 'licence\n',
    'packages/written/Changelog.txt': 'x\n',
    'packages/written/NOTICE': 'x\n',
    'packages/written/COPYING.md': 'x\n',
    'packages/written/HISTORY.md': 'x\n',
    [`packages/written/${LONG}file.js`]: 'x\n',
    [`packages/written/${LONG}${LONG}ünïcode.js`]: 'x\n',
    'packages/written/long/日本語.txt': 'x\n',
    // Ignore files below ignore files, and no list.
    'packages/nested/package.json': {
      name: '@scope/nested',
      ...about,
      bin: './run/Start.js',
      types: 'generated/index.d.ts',
      browser: { './a.js': './generated/browser.js' },
    },
    'packages/nested/.gitignore':
      'generated\n/only-here.txt\n*.tmp\n!keep.tmp\nfolder/\n**/cache\n\\#hash.txt\n\\!bang.txt\nname with space.txt\n[ab].txt\nx?z.txt\n',
    'packages/nested/generated/index.d.ts': 'x\n',
    'packages/nested/generated/browser.js': 'x\n',
    'packages/nested/run/Start.js': '#!/usr/bin/env node\n',
    'packages/nested/only-here.txt': 'x\n',
    'packages/nested/sub/only-here.txt': 'x\n',
    'packages/nested/a.tmp': 'x\n',
    'packages/nested/keep.tmp': 'x\n',
    'packages/nested/sub/keep.tmp': 'x\n',
    'packages/nested/folder': 'a file of that name\n',
    'packages/nested/sub/folder/a.txt': 'x\n',
    'packages/nested/sub/cache/a.txt': 'x\n',
    'packages/nested/#hash.txt': 'x\n',
    'packages/nested/!bang.txt': 'x\n',
    'packages/nested/name with space.txt': 'x\n',
    'packages/nested/a.txt': 'x\n',
    'packages/nested/[ab].txt': 'x\n',
    'packages/nested/xyz.txt': 'x\n',
    'packages/nested/sub/.gitignore': '!only-here.txt\n*.log\nsecret/*\n!secret/kept.txt\n',
    'packages/nested/sub/secret/lost.txt': 'x\n',
    'packages/nested/sub/secret/kept.txt': 'x\n',
    'packages/nested/sub/.npmignore': 'by-npm.txt\n',
    'packages/nested/sub/by-npm.txt': 'x\n',
    'packages/nested/sub/a.log': 'x\n',
    'packages/nested/lower/.npmignore': '\n',
    'packages/nested/lower/a.tmp': 'x\n',
    'packages/nested/lower/.gitignore': 'x.txt\n',
    'packages/nested/lower/x.txt': 'x\n',
    'packages/nested/.yarnrc.yml.bak': 'x\n',
    'packages/nested/.pnp.cjs': 'x\n',
    'packages/nested/.yarn/cache/a.zip': 'x\n',
    'packages/nested/.pnpm-debug.log': 'x\n',
    'packages/nested/pnpm-lock.yaml': 'lockfileVersion: 9\n',
    'packages/nested/npm-shrinkwrap.json': '{}\n',
    'packages/nested/bun.lock': '{}\n',
    'packages/nested/sub/package-lock.json': '{}\n',
    'packages/nested/sub/yarn.lock': 'x\n',
    'packages/nested/config.gypi': 'x\n',
    'packages/nested/CVS/a': 'x\n',
    'packages/nested/archived-packages/a.js': 'x\n',
    'packages/nested/.lock-wscript': 'x\n',
    'packages/nested/build/config.gypi': 'x\n',
    'packages/nested/.git-blame-ignore-revs': 'x\n',
    'packages/nested/.svn/entries': 'x\n',
    'packages/nested/sub/Thumbs.db': 'x\n',
    // Entries that say nothing.
    'packages/empties/package.json': {
      name: 'empties',
      ...about,
      files: ['dist', '', ' ', ...(bang ? ['!'] : []), './', 'none/', 'dist/**/*'],
    },
    'packages/empties/dist/a.js': 'x\n',
    'packages/empties/src/a.ts': 'x\n',
    'packages/empties/.env.production': 'x\n',
    'packages/empties/dist/.npmignore': 'b.js\n',
    'packages/empties/dist/b.js': 'x\n',
  }
}

/** What cannot be written as a text: links, modes, empty folders. */
export async function addOddFiles(root: string): Promise<void> {
  const at = (file: string) => path.join(root, 'packages', file)
  await chmod(at('written/Lib/Index.js'), 0o755)
  await chmod(at('nested/only-here.txt'), 0o600)
  await chmod(at('nested/xyz.txt'), 0o777)
  await chmod(at('written/browser.js'), 0o664)
  await mkdir(at('written/assets/empty'), { recursive: true })
  await mkdir(at('written/links'), { recursive: true })
  await symlink('../Lib', at('written/links/folder'))
  await symlink('nowhere.txt', at('written/links/broken.txt'))
  await symlink('../Lib/Index.js', at('written/links/file.js'))
  await writeFile(at('written/assets/big.bin'), Buffer.alloc(70_000, 7))
}
