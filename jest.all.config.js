import { availableParallelism } from 'node:os'
import unit, { areFilesAsked } from './jest.config.js'

/**
 * Every test: the unit tests, those that start programs (npm, git, the bundles under node 24) and the slow ones. What
 * they run beside themselves is installed first, once.
 * @type {import('jest').Config}
 */
export default {
  ...unit,
  testMatch: areFilesAsked ? unit.testMatch : [...unit.testMatch, '**/__tests__/{process,slow}/**/*.test.ts'],
  testPathIgnorePatterns: unit.testPathIgnorePatterns.filter((pattern) => !/process|slow/.test(pattern)),
  setupFilesAfterEnv: [...unit.setupFilesAfterEnv, '<rootDir>/__tests__/support/try-again.ts'],
  // Tests of real tools spend a third of their time waiting for them.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  testSequencer: '<rootDir>/__tests__/support/longest-first.cjs',
  // A test that hangs shall fail, one on a busy machine shall not.
  testTimeout: 180_000,
  globalSetup: '<rootDir>/__tests__/support/runtimes/install.js',
}
