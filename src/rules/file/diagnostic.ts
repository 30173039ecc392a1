import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'
import { dumpKind } from './content/dump-kinds.ts'
import { isTestData } from './content/path-words.ts'

export default defineRule({
  meta: {
    id: 'file/diagnostic',
    title: 'Dumps, traces, logs and coverage data',
    why: 'A dump is a copy of a program’s memory, a trace or a network recording a copy of what it sent, a log or a coverage file an account of the machine it ran on. They hold tokens, environment variables, user data and paths, in places where no scanner for sources looks.',
    fix: 'Delete the file, and name what ships in `files` of package.json. Replace the secrets of the program that it was taken from.',
    severity: { 'open-source': 'error', proprietary: 'error' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    dump: {
      what: '{kind} ships.',
      why: 'It holds what the program had in its memory or sent over the network, secrets among it.',
      fix: 'Delete the file, and replace what secrets the program had.',
    },
    history: {
      what: '{kind} ships.',
      why: 'Tokens and passwords are typed on command lines, and the history keeps them.',
      fix: 'Delete the file, and replace the secrets in it.',
    },
    log: {
      what: '{kind} ships.',
      why: 'Logs tell of machines, people and addresses, and often hold environment variables.',
      fix: 'Leave the file out of the tarball.',
    },
    coverage: {
      what: '{kind} ships.',
      why: 'It names the folders of the machine that it was made on and holds a list of all sources.',
      fix: 'Leave the file out of the tarball.',
    },
    'test-data': {
      what: '{kind} ships among the tests.',
      why: 'Nobody who installs the package runs its tests.',
      fix: 'Leave the tests out of the tarball.',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
  },
  examples: {
    bad: [
      {
        title: 'A core dump under the name core',
        files: () => ({ core: elf(4), 'index.js': 'module.exports = 1\n' }),
      },
      {
        title: 'A heap snapshot without its usual name',
        files: {
          'snapshot.json': '{"snapshot":{"meta":{"node_fields":["type","name"]}},"nodes":[]}',
          'index.js': 'module.exports = 1\n',
        },
      },
      {
        title: 'Coverage data of a test run',
        files: {
          'out/final.json':
            '{"/home/runner/work/a/a.js":{"path":"/home/runner/work/a/a.js","statementMap":{}}}',
          'index.js': 'module.exports = 1\n',
        },
      },
    ],
    good: [
      {
        title: 'Code that writes logs',
        files: {
          'index.js': "exports.log = (line) => console.log(new Date().toISOString() + ' ' + line)\n",
          'lib/log': 'export * from "./log.js"\n',
        },
      },
    ],
  },
  entry(entry, context) {
    if (entry.type !== 'file') return
    const found = dumpKind(entry.path, entry.content)
    // A tool's own folder is reported as a whole by file/tool-directory.
    if (found === null || (found.message !== 'dump' && /^\.(?!github\/)[^/]+\//.test(entry.path))) return
    context.report({
      message: isTestData(entry.path) ? 'test-data' : found.message,
      data: { kind: found.kind },
      at: entry,
    })
  },
})

/** The first bytes of an ELF file of the given type (elf(5)). */
function elf(type: number): Buffer {
  const header = Buffer.alloc(64)
  header.write('\x7fELF\x02\x01\x01', 'latin1')
  header.writeUInt16LE(type, 16)
  return header
}
