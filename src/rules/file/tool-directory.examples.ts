import { defineExamples } from '../../model/example.ts'
import rule from './tool-directory.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'nested',
      title: 'What a compiler keeps to be faster',
      files: { '.swc/plugins/a.wasmer': 'x', 'index.js': 'module.exports = 1\n' },
    },
    {
      message: 'editor',
      title: 'The folder of an editor',
      files: { 'packages/app/.idea/workspace.xml': '<project/>\n', 'index.js': 'module.exports = 1\n' },
    },
    {
      message: 'nested',
      title: 'A build of a framework further down, though `files` names the folder above it',
      files: {
        'package.json':
          '{"name":"a","version":"1.0.0","license":"MIT","main":"dist/index.js","files":["dist"]}\n',
        'dist/index.js': 'module.exports = 1\n',
        'dist/web/.next/BUILD_ID': 'x1\n',
      },
    },
    {
      message: 'login',
      title: "A deployment tool's state further down",
      files: { 'worker/.wrangler/state/v3/kv.json': '{}\n', 'index.js': 'module.exports = 1\n' },
    },
    {
      message: 'machine',
      title: 'What CMake wrote for one machine',
      files: {
        'build/CMakeCache.txt': 'CMAKE_HOME_DIRECTORY:INTERNAL=/x\n',
        'index.js': 'module.exports = 1\n',
      },
    },
    {
      message: 'directory',
      title: "An agent's memory",
      files: {
        '.pi/self-learning-memory/core.md': '# what I learned\n',
        'index.js': 'module.exports = 1\n',
      },
    },
    {
      message: 'hidden',
      title: 'A folder that no known tool has',
      files: { '.travis/publish.sh': 'npm publish\n', 'index.js': 'module.exports = 1\n' },
    },
    {
      message: 'directory',
      title: "An editor's copies of old versions",
      files: { '.history/index_20260101.js': 'module.exports = 0\n', 'index.js': 'module.exports = 1\n' },
    },
    {
      message: 'cache',
      title: 'The cache in the folder that a server of pages is started from',
      files: {
        'package.json':
          '{"name":"a","version":"1.0.0","license":"MIT","files":[".next","server.js"],"scripts":{"start":"node server.js"},"dependencies":{"next":"16.0.0"}}\n',
        'server.js': "require('next')\n",
        '.next/BUILD_ID': 'x1\n',
        '.next/cache/.tsbuildinfo': '{}\n',
      },
    },
  ],
  good: [
    {
      title: 'A plugin for agents, which they read from its root',
      profile: 'proprietary',
      files: {
        'package.json':
          '{"name":"a","version":"1.0.0","license":"MIT","main":"index.js","files":["commands",".claude*"]}\n',
        '.claude-plugin/plugin.json': '{"name":"a","version":"1.0.0"}\n',
        '.claude-plugin/marketplace.json': '{"name":"a","plugins":[{"name":"a","source":"./"}]}\n',
        'commands/sum.md': '---\ndescription: Add\n---\n\nAdd them.\n',
        'index.js': 'module.exports = 1\n',
      },
    },
    {
      title: 'The folder that a server of pages is started from',
      files: {
        'package.json':
          '{"name":"a","version":"1.0.0","license":"MIT","main":"server.js","files":["*.js",".next*"],"scripts":{"start":"node server.js"},"dependencies":{"next":"16.0.0"}}\n',
        'server.js': "require('next')\n",
        '.next/BUILD_ID': 'x1\n',
      },
    },
    {
      title: 'Code that lies in a dot folder',
      files: {
        'index.js': "module.exports = require('./.internal/core.js')\n",
        '.internal/core.js': 'module.exports = 1\n',
      },
    },
    {
      title: 'A folder that `files` names',
      files: {
        'package.json':
          '{"name":"a","version":"1.0.0","license":"MIT","main":"index.js","files":["index.js",".agents/plugin.json"]}\n',
        'index.js': 'module.exports = 1\n',
        '.agents/plugin.json': '{"name":"a"}\n',
      },
    },
    {
      title: 'A project that a generator copies',
      files: {
        'package.json':
          '{"name":"create-zyx","version":"1.0.0","license":"MIT","main":"index.js","files":["index.js","vue-app"]}\n',
        'index.js': 'module.exports = 1\n',
        'vue-app/package.json': '{"name":"app","private":true,"version":"0.0.0"}\n',
        'vue-app/_gitignore': 'node_modules\n',
        'vue-app/.vscode/extensions.json': '{"recommendations":["Vue.volar"]}\n',
      },
    },
  ],
})
