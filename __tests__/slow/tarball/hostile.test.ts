import { describe, expect, test } from '@jest/globals'
import { HOSTILE_TARBALLS, readLimits } from '../../support/hostile-tarballs.ts'
import { readBytes } from '../../support/read-bytes.ts'

describe('hostile tarballs', () => {
  test.each(HOSTILE_TARBALLS.map((hostile) => [hostile.title, hostile] as const))(
    '%s',
    async (_, hostile) => {
      const { entries, codes } = await readBytes(hostile.make(), readLimits(hostile))
      expect(codes).toEqual(hostile.codes)
      if (hostile.visited !== undefined)
        expect(entries.map(({ path, content }) => [path, content.toString()])).toEqual(hostile.visited)
    },
  )
})
