import { afterEach, describe, expect, jest, test } from '@jest/globals'
import { Patience } from '../../src/plan/patience.ts'

describe('patience', () => {
  afterEach(() => {
    jest.restoreAllMocks()
  })

  /** Work that takes so many milliseconds by the clock that is asked. */
  async function spend(patience: Patience, milliseconds: number): Promise<string> {
    jest
      .spyOn(performance, 'now')
      .mockReturnValueOnce(1000)
      .mockReturnValueOnce(1000 + milliseconds)
    return patience.countDuring(Promise.resolve('the list'))
  }

  test('trying edits goes on while listing is quick, and ends once it has taken a quarter of a minute in all', async () => {
    const patience = new Patience()
    expect(await spend(patience, 8000)).toBe('the list')
    expect(patience.isOver).toBe(false)
    await spend(patience, 8000)
    expect(patience.isOver).toBe(true)
  })
})
