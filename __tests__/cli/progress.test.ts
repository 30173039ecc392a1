import { afterEach, describe, expect, jest, test } from '@jest/globals'
import { Progress } from '../../src/cli/progress.ts'

const saved = { ...process.env }
describe('progress', () => {
  afterEach(() => {
    jest.useRealTimers()
    process.env = { ...saved }
  })

  /** What a terminal of 40 columns is told. */
  function told(
    variables: NodeJS.ProcessEnv,
    isTTY: boolean,
    work: (progress: Progress) => void,
    where?: 'log',
  ): string[] {
    process.env = { ...saved, CI: '', TERM: 'xterm', ...variables }
    const written: string[] = []
    const stream = { isTTY, columns: 40, write: (text: string) => written.push(text) }
    work(new Progress(stream as unknown as NodeJS.WriteStream, where))
    return written
  }

  const pack = (progress: Progress) => {
    progress.say('packing 3 of 12: packages/a')
    progress.finish()
  }

  test.each([
    ['nobody watches', {}, false],
    ['the terminal is a dumb one', { TERM: 'dumb' }, true],
    ['it is a build', { CI: 'true' }, true],
  ] as const)('says nothing where %s', (_title, variables, isTTY) => {
    expect(told(variables, isTTY, pack)).toEqual([])
  })

  test('says what is going on, after two seconds for how long, and clears its line', () => {
    jest.useFakeTimers()
    const lines = told({}, true, (progress) => {
      progress.say('packing 3 of 12: packages/a')
      jest.advanceTimersByTime(3000)
      progress.say('packing 4 of 12: packages/with-a-name-that-does-not-fit')
      progress.finish()
      jest.advanceTimersByTime(3000)
    })
    expect(lines.map((line) => line.replace('\r\u001b[2K', ''))).toEqual([
      'packing 3 of 12: packages/a',
      'packing 3 of 12: packages/a',
      'packing 3 of 12: packages/a, 2 s',
      'packing 3 of 12: packages/a, 3 s',
      'packing 4 of 12: packages/with-a-n, 3 s',
      '',
    ])
  })

  test('leaves a line in a log every half a minute, if it is told to', () => {
    jest.useFakeTimers()
    const audit = (progress: Progress) => {
      progress.say('1 of 300 releases')
      jest.advanceTimersByTime(29_000)
      progress.say('30 of 300 releases, 1.0 a second, 5 min left')
      jest.advanceTimersByTime(1000)
      progress.say('250 of 300 releases, 4.2 a second, 12 s left')
      jest.advanceTimersByTime(30_000)
      progress.finish()
      jest.advanceTimersByTime(60_000)
    }
    expect(told({ CI: 'true' }, false, audit, 'log')).toEqual([
      '30 of 300 releases, 1.0 a second, 5 min left, 30 s\n',
      '250 of 300 releases, 4.2 a second, 12 s left, 60 s\n',
    ])
  })
})
