/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  testMatch: ['**/__tests__/**/*.test.ts'],
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
  globalSetup: '<rootDir>/__tests__/support/runtimes/install.js',
  modulePathIgnorePatterns: [
    '<rootDir>/examples/',
    '<rootDir>/dist/',
    '<rootDir>/__tests__/support/runtimes/',
    '<rootDir>/__tests__/bundlers/tools/',
  ],
  testTimeout: 60000,
  // Modules of finished test files stay in memory; a worker that holds too many is replaced.
  maxWorkers: '100%',
  workerIdleMemoryLimit: '1GB',
}
