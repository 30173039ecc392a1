import { defineExamples } from '../../model/example.ts'
import rule from './diagnostic.ts'

/** The first bytes of an ELF file of the given type (elf(5)). */
function makeElf(type: number): Buffer {
  const header = Buffer.alloc(64)
  header.write('\x7fELF\x02\x01\x01', 'latin1')
  header.writeUInt16LE(type, 16)
  return header
}

export default defineExamples(rule, {
  bad: [
    {
      message: 'history',
      title: 'The history of a shell',
      files: { '.bash_history': 'ls\ncd app\nnpm publish\n', 'index.js': 'module.exports = 1\n' },
    },
    {
      message: 'log',
      title: 'What a job printed, as it is downloaded',
      files: {
        'notes/run.txt': Array.from(
          { length: 9 },
          (_, at) => `build\tRun npm ci\t2026-01-05T10:00:0${at}.1234567Z added ${at} packages\n`,
        ).join(''),
        'notes/job.txt': 'Running with gitlab-runner 17.5.0 (12030cf4)\n  on runner-1\n',
      },
    },
    {
      message: 'log',
      title: 'A log of npm',
      files: {
        'npm-debug.log': '0 info it worked if it ends with ok\n1 verbose cli [ node, npm ]\n',
        'index.js': 'module.exports = 1\n',
      },
    },
    {
      message: 'report',
      title: 'Traces that were exported',
      profile: 'proprietary',
      files: {
        'traces.json':
          '{"resourceSpans":[{"resource":{"attributes":[{"key":"host.name","value":{"stringValue":"web4"}}]}}]}\n',
        'index.js': 'module.exports = 1\n',
      },
    },
    {
      message: 'test-data',
      title: 'A log among the tests',
      files: {
        'test/npm-debug.log': '0 info it worked if it ends with ok\n1 verbose cli [ node, npm ]\n',
        'index.js': 'module.exports = 1\n',
      },
    },

    {
      message: 'dump',
      title: 'A core dump under the name core',
      files: () => ({ core: makeElf(4), 'index.js': 'module.exports = 1\n' }),
    },
    {
      message: 'dump',
      title: 'A heap snapshot without its usual name',
      files: {
        'snapshot.json': '{"snapshot":{"meta":{"node_fields":["type","name"]}},"nodes":[]}',
        'index.js': 'module.exports = 1\n',
      },
    },
    {
      message: 'coverage',
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
})
