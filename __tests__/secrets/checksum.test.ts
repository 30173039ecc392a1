import { expect, test } from '@jest/globals'
import { checksumFits, checksumOf, withChecksum } from '../../src/secrets/checksum.ts'

// Published, long revoked: https://gist.github.com/coolaj86/eb8cddfd3e4251258712dfed03e1f86d
test('the checksum of a token that GitHub issued', () => {
  expect(checksumOf('zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ')).toBe('0mLq17')
  expect(checksumFits(['ghp', 'zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17'].join('_'))).toBe(true)
  expect(checksumFits(['ghp', 'zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq18'].join('_'))).toBe(false)
})

test('the checksum of a token that npm issued', () => {
  expect(checksumFits(['npm', 'UEuirnhN6qyDNigmWWTIEHMNquQHF54FKSCV'].join('_'))).toBe(true)
  expect(checksumFits(['npm', 'VEuirnhN6qyDNigmWWTIEHMNquQHF54FKSCV'].join('_'))).toBe(false)
})

test('a checksum can be made to fit', () => {
  expect(checksumFits(withChecksum(['gho', 'a'.repeat(36)].join('_')))).toBe(true)
})
