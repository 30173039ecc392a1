import { expect, test } from '@jest/globals'
import { githubCheck } from '../../src/secrets/checks/crc.ts'

// Published, long revoked: https://gist.github.com/coolaj86/eb8cddfd3e4251258712dfed03e1f86d
test('the checksum of a token that GitHub issued', () => {
  expect(githubCheck.fits(['ghp', 'zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17'].join('_'))).toBe(true)
  expect(githubCheck.fits(['ghp', 'zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq18'].join('_'))).toBe(false)
})

test('the checksum of a token that npm issued', () => {
  expect(githubCheck.fits(['npm', 'UEuirnhN6qyDNigmWWTIEHMNquQHF54FKSCV'].join('_'))).toBe(true)
  expect(githubCheck.fits(['npm', 'VEuirnhN6qyDNigmWWTIEHMNquQHF54FKSCV'].join('_'))).toBe(false)
})

test('a checksum can be made to fit', () => {
  expect(githubCheck.fits(githubCheck.mend(['gho', 'a'.repeat(36)].join('_')))).toBe(true)
})
