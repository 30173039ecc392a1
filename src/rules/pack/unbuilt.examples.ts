import { defineExamples } from '../../model/example.ts'
import rule from './unbuilt.ts'

const makeManifest = (members: object) =>
  `${JSON.stringify({ name: 'a', version: '1.0.0', license: 'MIT', ...members }, null, 2)}\n`

export default defineExamples(rule, {
  bad: [
    {
      message: 'files',
      title: 'Nothing but a README and package.json',
      files: { 'package.json': makeManifest({ files: ['bin', 'dist'] }), 'README.md': '# a\n' },
    },
    {
      message: 'platform',
      title: 'A package for one platform without its program',
      files: {
        'package.json': makeManifest({
          name: '@a/linux-x64',
          os: ['linux'],
          cpu: ['x64'],
          preferUnplugged: true,
        }),
        'README.md': '# The program for linux\n',
      },
    },
    {
      message: 'files',
      title: 'An entry that leads to the source until publishing rewrites it',
      files: {
        'package.json': makeManifest({ main: 'src/index.ts', files: ['dist'] }),
        'src/index.ts': 'export const a = 1\n',
      },
    },
    {
      message: 'files',
      title: 'Types that were committed, and no code',
      files: {
        'package.json': makeManifest({ main: 'dist/a.js', types: 'types/a.d.ts', files: ['dist', 'types'] }),
        'types/a.d.ts': 'export declare const a: 1\n',
      },
    },
    {
      message: 'files',
      title: 'An entry that was committed chooses between builds that are not there',
      files: {
        'package.json': makeManifest({
          main: 'index.js',
          exports: { '.': { import: './dist/a.mjs', require: './index.js' } },
          files: ['index.js', 'dist'],
        }),
        'index.js':
          "if (process.env.NODE_ENV === 'production') {\n  module.exports = require('./dist/a.prod.js')\n} else {\n  module.exports = require('./dist/a.js')\n}\n",
      },
    },
    {
      message: 'stale',
      title: 'A folder of the build that is not there, beside code that is',
      files: {
        'package.json': makeManifest({ main: 'index.js', files: ['index.js', 'umd'] }),
        'index.js': 'module.exports = 1\n',
      },
    },
    {
      message: 'entry',
      title: 'A part that a script of publishing builds, beside code that was committed',
      files: {
        'package.json': makeManifest({
          exports: { '.': './src/a.js', './compiler': './compiler/index.js' },
          files: ['src', 'compiler'],
          scripts: { prepublishOnly: 'rollup -c' },
        }),
        'src/a.js': 'export const a = 1\n',
        'compiler/package.json': '{"type":"commonjs"}\n',
      },
      packing: {
        packer: 'npm',
        version: '11.0.0',
        reason: 'nothing says otherwise',
        bytes: 'same',
        folder: '',
        folderReason: null,
        scripts: [{ name: 'prepublishOnly', command: 'rollup -c', mayBuild: true, ran: false }],
      },
    },
    {
      message: 'import',
      title: 'A command that loads the build',
      files: {
        'package.json': makeManifest({ bin: { a: 'bin/a.js' }, files: ['bin', 'dist'] }),
        'bin/a.js': "#!/usr/bin/env node\nimport '../dist/cli.js'\n",
      },
    },
  ],
  good: [
    {
      title: 'A module whose name is written with an escape',
      files: {
        'package.json': makeManifest({ main: 'index.js', files: ['*.js'] }),
        'index.js': "module.exports = require('./donn\\u00E9es.js')\n",
        'données.js': 'module.exports = 1\n',
      },
    },
    {
      title: 'A file of another package, which is made after it was installed',
      files: {
        'package.json': makeManifest({ main: 'index.js', files: ['index.js'] }),
        'index.js': "module.exports = require('../../.generated/client')\n",
      },
    },
    {
      title: 'A module of React Native with a file for each platform',
      files: {
        'package.json': makeManifest({ main: 'Carousel.js', files: ['*.js'] }),
        'Carousel.js': "var Pager = require('./Pager')\n",
        'Pager.ios.js': 'module.exports = 1\n',
        'Pager.android.js': 'module.exports = 2\n',
      },
    },
    {
      title: 'A command and the build that it loads',
      files: {
        'package.json': makeManifest({ type: 'module', bin: { a: 'bin/a.js' }, files: ['bin', 'dist'] }),
        'bin/a.js': "#!/usr/bin/env node\nimport '../dist/cli.js'\n",
        'dist/cli.js': "console.log('a')\n",
      },
    },
    {
      title: 'A file that is loaded only if it is there',
      files: {
        'package.json': makeManifest({ main: 'index.js', files: ['index.js'] }),
        'index.js':
          "let local = {}\ntry {\n  local = require('./local.json')\n} catch {}\nmodule.exports = local\n",
      },
    },
  ],
})
