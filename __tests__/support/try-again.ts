import { expect, jest } from '@jest/globals'

/**
 * Tests that start npm, pnpm, Yarn, Bun and what publishes with them, against a registry on this machine: a port that
 * was taken or a tool that was killed is no failure of ours. Everything else fails at once.
 */
const REAL_TOOLS =
  /__tests__\/(?:process\/(?:publish|pack|action\/publishing|baseline\/registry)|slow\/(?:publish|packing|plan|bundlers))/

const test = (expect.getState().testPath ?? '').replaceAll('\\', '/')
if (process.env.CI && REAL_TOOLS.test(test)) jest.retryTimes(2, { logErrorsBeforeRetry: true })
