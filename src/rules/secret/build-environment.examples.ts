import { randomBytes } from 'node:crypto'
import { defineExamples } from '../../model/example.ts'
import rule from './build-environment.ts'

const MACHINE =
  '{NODE_ENV:"production",HOME:"/home/mkeller",SHELL:"/bin/zsh",PWD:"/home/mkeller/shop",LOGNAME:"mkeller",INIT_CWD:"/home/mkeller/shop"}'

export default defineExamples(rule, {
  bad: [
    {
      message: 'environment',
      title: 'process.env as a whole, inlined by a bundler',
      files: { 'dist/index.js': `console.log(${MACHINE}.NODE_ENV)\n` },
    },
    {
      message: 'preview',
      title: 'The keys of the preview mode of Next.js',
      files: () => ({
        'web/prerender-manifest.json': JSON.stringify({
          version: 4,
          preview: { previewModeId: 'a', previewModeSigningKey: randomBytes(32).toString('hex') },
        }),
      }),
    },
    {
      message: 'actions',
      title: 'The key of the actions of a Next.js server',
      files: () => ({
        'web/server-reference-manifest.json': JSON.stringify({
          node: {},
          edge: {},
          encryptionKey: randomBytes(32).toString('base64'),
        }),
      }),
    },
    {
      message: 'server',
      title: 'The files of a Next.js server',
      files: {
        'web/required-server-files.json': JSON.stringify({
          version: 1,
          config: { env: {} },
          appDir: '/srv/shop',
          files: [],
        }),
      },
    },
    {
      message: 'shown',
      title: 'An environment among the tests',
      files: { 'test/env.js': `module.exports = ${MACHINE}\n` },
    },
  ],
  good: [
    {
      title: 'What variables of build services are called elsewhere',
      files: {
        'lib/names.js':
          'exports.names = { GITHUB_ACTOR: "github.actor", CI_PROJECT_PATH: "gitlab.path", PATH: "path", HOME: "home" }\n',
      },
    },
    {
      title: 'A made-up environment, declarations, and variables that code reads',
      files: {
        'dist/runtime.js':
          'var ENV = {USER:"web_user",LOGNAME:"web_user",PATH:"/",PWD:"/",HOME:"/home/web_user",LANG:"C.UTF-8"}\n',
        'dist/index.d.ts':
          '/** @example { HOME: "/home/maciej", SHELL: "zsh", PWD: "/home/maciej" } */\nexport {}\n',
        'dist/index.js': 'exports.home = process.env.HOME || process.env.USERPROFILE\n',
      },
    },
  ],
})
