import { expect, test } from '@jest/globals'
import { LineLog } from '../../src/scan/exposure/line-log.ts'
import { LineSet } from '../../src/scan/exposure/line-set.ts'
import { ReadableLines } from '../../src/scan/exposure/readable-lines.ts'

const MEGABYTE = 1024 ** 2

test('lines of texts that no longer wait are there once somebody asks, and not before', () => {
  const readable = new ReadableLines()
  const text = (word: string) => Buffer.from(`const ${word} = 1\n`.padEnd(16 * MEGABYTE, ' '))
  for (const word of ['first', 'second', 'third', 'fourth']) readable.add(text(word), [])
  readable.add(Buffer.from('const fifth = 1\n'), [])
  expect(readable.lines.size).toBe(0)
  readable.startReading()
  expect(readable.lines.size).toBe(5)
  readable.add(Buffer.from('const sixth = 1\nconst first = 1\n'), [])
  expect(readable.lines.size).toBe(6)
})

test('a log of more lines than it keeps hands them on in between', () => {
  const lines = new LineSet()
  const log = new LineLog(lines)
  const most = (64 * MEGABYTE) / 8
  for (let count = 0; count < most; count += 1) log.add(count % 5, 1)
  expect(lines.size).toBe(0)
  log.add(7, 1)
  expect(lines.size).toBe(5)
  log.handOver()
  expect(lines.size).toBe(6)
})
