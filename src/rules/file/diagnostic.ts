import * as z from 'zod'
import { findSofteningAt } from '../../knowledge/path-role.ts'
import { findLayerPath, formatLayerChain } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import { recogniseDumpKind } from './content/dump-kinds.ts'

export default defineRule({
  meta: {
    id: 'file/diagnostic',
    title: 'Dumps, traces, logs and coverage data',
    why: 'A dump is a copy of a program’s memory. A trace or network recording is a copy of what it sent. A log or coverage file describes the machine it ran on. They hold tokens, environment variables, user data and paths, where no source scanner looks.',
    fix: 'Delete the file, and name what ships in `files` of package.json. Replace the secrets of the program that it was taken from.',
    severity: 'error',
    traits: { harm: 'people', remedy: 'leave-out', binds: 'content' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    dump: {
      what: '{kind} ships.',
      why: 'It holds what the program had in its memory or sent over the network, secrets included.',
      fix: 'Delete the file, and replace the secrets that the program had.',
    },
    history: {
      what: '{kind} ships.',
      why: 'Tokens and passwords are typed on command lines, and the history keeps them.',
      fix: 'Delete the file, and replace the secrets in it.',
    },
    log: {
      what: '{kind} ships.',
      why: 'Logs name machines, people and addresses, and often hold environment variables.',
      fix: 'Leave the file out of the tarball.',
    },
    coverage: {
      what: '{kind} ships.',
      why: 'It lists all source files, and the folders of the machine that made it.',
      fix: 'Leave the file out of the tarball.',
    },
    report: {
      what: '{kind} ships.',
      why: 'It names pages, machines and files that were looked at, and nobody who installs the package needs it.',
      fix: 'Leave the file out of the tarball.',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
    'test-data': {
      what: '{kind} ships among tests or examples.',
      why: 'Nobody who installs the package needs it.',
      fix: 'Leave the folder out of the tarball.',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
  },
  layer(layer, context) {
    if ((layer.kind !== 'text' && layer.kind !== 'binary') || layer.parent?.kind === 'source-map') return
    const found = recogniseDumpKind(findLayerPath(layer), layer.bytes)
    // A tool's own folder is reported as a whole by file/tool-directory.
    if (found === null || (found.message !== 'dump' && /^\.(?!github\/)[^/]+\//.test(layer.entry.path)))
      return
    context.report({
      message: findSofteningAt('record', formatLayerChain(layer)) !== null ? 'test-data' : found.message,
      data: { kind: found.kind },
      at: { layer },
    })
  },
})
