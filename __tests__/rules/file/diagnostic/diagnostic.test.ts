import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/file/diagnostic.ts'
import { reported, runRule } from '../run-rule.ts'

function elf(type: number, bigEndian = false): Buffer {
  const header = Buffer.alloc(128)
  header.write(`\x7fELF\x02${bigEndian ? '\x02' : '\x01'}\x01`, 'latin1')
  if (bigEndian) header.writeUInt16BE(type, 16)
  else header.writeUInt16LE(type, 16)
  return header
}

const padded = (hex: string) => Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(128)])

describe('file/diagnostic', () => {
  test.each([
    ['A core dump', elf(4)],
    ['A core dump', elf(4, true)],
    ['A Windows crash dump', padded('4d444d5093a7')],
    ['A Java heap dump', padded(Buffer.from('JAVA PROFILE 1.0.2').toString('hex'))],
    ['A network capture', padded('d4c3b2a102000400')],
    ['A network capture', padded('0a0d0d0a1c000000')],
    ['A heap profile', '{"head":{"callFrame":{"functionName":"(root)"}}}'],
    ['A CPU profile', '{"nodes":[{"id":1,"callFrame":{"functionName":"(root)"}}],"startTime":1}'],
    ['A trace of a browser or a program', '{"traceEvents":[{"pid":1}]}'],
    ['A trace of a browser or a program', '{"metadata":{"source":"DevTools"},\n"traceEvents": [\n]}'],
    [
      'A recording of network traffic (HAR)',
      '{\n  "log": {\n    "version": "1.2",\n    "creator": {"name":"WebInspector"}}}',
    ],
    ['A diagnostic report of Node.js, with its environment', '{\n  "header": {\n    "reportVersion": 3,\n'],
    ['Coverage data in LCOV form', 'TN:\nSF:/home/x/a.js\nFN:1,a\n'],
    ['A coverage report', '<?xml version="1.0"?>\n<coverage generated="1700" clover="3.2.0">'],
    ['Coverage data of Go', 'mode: atomic\ngit.acme.dev/pricing/a.go:10.2,12.3 1 1\n'],
    ['Coverage data of gcov, with the source', '        -:    0:Source:src/a.c\n        1:    1:int a;\n'],
    ['Coverage data of SimpleCov', '{"RSpec":{"coverage":{"/srv/app/a.rb":{"lines":[1]}}}}'],
    ['Coverage data of GCC', padded('61646367')],
    ['Coverage data of JaCoCo', padded('01c0c01007')],
    [
      'A trace of the TypeScript compiler',
      '[{"id":1,"intrinsicName":"any","recursionId":0,"flags":["Any"]}]',
    ],
    ['A cache of webpack, with its modules', padded('7770630101000000')],
    ['A log of npm', '0 verbose cli /usr/bin/node /usr/bin/npm\n1 info using npm@11\n'],
    [
      'A log of a failed yarn run, with the environment',
      'Arguments: \n  /usr/bin/node yarn\n\nPATH: \n  /usr/bin\n',
    ],
  ])('finds: %s, under any name', async (kind, content) => {
    const found = await runRule(rule, { 'lib/data': content })
    expect(found.map(({ data }) => data.kind)).toEqual([kind])
  })

  test('finds a heap snapshot as V8 writes it', async () => {
    // Of a heap of its own: that of this process holds every module of the tests.
    const worker = new Worker('setInterval(() => {}, 1000)', { eval: true })
    const chunks: Buffer[] = []
    await once(worker, 'online')
    try {
      for await (const chunk of await worker.getHeapSnapshot()) {
        chunks.push(Buffer.from(chunk))
        if (chunks.length > 2) break
      }
    } finally {
      await worker.terminate()
    }
    expect(await runRule(rule, { dump: Buffer.concat(chunks) })).toMatchObject([
      { data: { kind: 'A heap snapshot' } },
    ])
  })

  test('finds logs by their name or by their lines', async () => {
    const lines = Array.from(
      { length: 20 },
      (_, at) => `2026-01-02T03:04:${10 + at} INFO started worker ${at}\n`,
    ).join('')
    const json = Array.from({ length: 20 }, (_, at) => `{"level":30,"time":17000000${at},"msg":"x"}\n`).join(
      '',
    )
    expect(
      await reported(rule, { 'a.log': 'x\n', 'server.log.1': 'x\n', output: lines, 'lib/out.txt': json }),
    ).toEqual(['a.log: log', 'server.log.1: log', 'output: log', 'lib/out.txt: log'])
  })

  test('finds what was typed', async () => {
    expect(await reported(rule, { '.bash_history': 'ls\n', 'home/.node_repl_history': '1+1\n' })).toEqual([
      '.bash_history: history',
      'home/.node_repl_history: history',
    ])
  })

  test('lowers its voice among tests', async () => {
    expect(await reported(rule, { 'test/fixtures/a.log': 'x\n' })).toEqual(['test/fixtures/a.log: test-data'])
  })

  test('passes programs, data, change logs and code', async () => {
    const changes = Array.from({ length: 30 }, (_, at) => `2026-01-${10 + at} released\n`).join('')
    expect(
      await reported(rule, {
        'addon.node': elf(3),
        'a.bin': elf(2),
        core: '#!/bin/sh\n',
        'core/index.js': '1\n',
        CHANGELOG: changes,
        'empty.log': '',
        'log.js': 'export const log = 1\n',
        'data.json': '{"log":"a","nodes":[]}',
        'schema.json': '{"header":{"type":"string"}}',
      }),
    ).toEqual([])
  })
})
