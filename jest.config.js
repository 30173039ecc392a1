// Whether files were asked for: these are run by themselves, else those of __tests__/together run all unit tests in a few.
export const areFilesAsked = process.argv
  .slice(2)
  .some((argument) => !argument.startsWith('-') && !argument.endsWith('.config.js'))

/**
 * The unit tests: no process is started, nothing is installed.
 * @type {import('jest').Config}
 */
export default {
  testEnvironment: 'node',
  testMatch: areFilesAsked ? ['**/__tests__/**/*.test.ts'] : ['**/__tests__/together/*.test.ts'],
  // What starts programs or takes long is in jest.all.config.js.
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/__tests__/process/',
    '<rootDir>/__tests__/slow/',
    ...(areFilesAsked ? ['<rootDir>/__tests__/together/'] : []),
  ],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript' },
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
  modulePathIgnorePatterns: [
    '<rootDir>/examples/',
    '<rootDir>/dist/',
    '<rootDir>/__tests__/support/runtimes/',
    '<rootDir>/__tests__/support/tools/',
    '<rootDir>/__tests__/slow/bundlers/tools/',
    '<rootDir>/__tests__/slow/secrets/rule-sets/',
  ],
  setupFilesAfterEnv: ['<rootDir>/__tests__/support/draw-from-seed.cjs'],
  testTimeout: 60000,
  // Modules of finished test files stay in memory; a worker that holds too many is replaced.
  maxWorkers: '100%',
  workerIdleMemoryLimit: '1GB',
}
