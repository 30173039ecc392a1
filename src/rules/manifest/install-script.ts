import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'
import { findManifestPlace } from './content/manifest-place.ts'
import { listStringMembers } from './content/members.ts'

const HOOKS = ['preinstall', 'install', 'postinstall']

const LONGEST_COMMAND = 120

export default defineRule({
  meta: {
    id: 'manifest/install-script',
    title: 'Install script',
    why: 'An install script runs on every machine that installs the package, with the rights of whoever does, before anybody has looked at it. Few packages need one, more and more users switch them off, and a new one is the usual sign of a hijacked release.',
    fix: 'Do the work when the package is built or first used. Ship native code as prebuilt optional dependencies.',
    severity: 'notice',
    traits: { of: ['npm'], harm: 'installation', binds: 'said' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    script: {
      what: 'The script {hook} runs {command} wherever the package is installed.',
      why: 'It runs with the user’s rights, and many users block it.',
      fix: 'Remove it unless the package cannot work without it.',
    },
    gyp: {
      what: 'A binding.gyp ships, so npm compiles the package wherever it is installed.',
      why: 'Installing needs a compiler, and runs what binding.gyp says.',
      fix: 'Ship prebuilt binaries, or set "gypfile": false in package.json if it is not meant to be built.',
    },
  },
  package(facts, context) {
    const { manifest } = facts
    if (manifest === null) return
    const scripts = listStringMembers(manifest.scripts).filter(
      ([name, command]) => HOOKS.includes(name) && command.trim() !== '',
    )
    for (const [hook, command] of scripts)
      context.report({
        message: 'script',
        data: {
          hook,
          command: command.length > LONGEST_COMMAND ? `${command.slice(0, LONGEST_COMMAND)}…` : command,
        },
        at: findManifestPlace(facts, ['scripts', hook]),
      })
    // npm runs `node-gyp rebuild` for a binding.gyp beside package.json unless one of these two is there.
    const isOwn = scripts.some(([hook]) => hook === 'install' || hook === 'preinstall')
    if (facts.byPath.has('binding.gyp') && manifest.gypfile !== false && !isOwn)
      context.report({ message: 'gyp', at: { path: 'binding.gyp' } })
  },
})
