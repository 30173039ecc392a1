import { expect, jest } from '@jest/globals'

/**
 * Tests that start npm, pnpm, Yarn, Bun and what publishes with them, against a registry on this machine: a port that
 * was taken or a tool that was killed is no failure of ours.
 */
const REAL_TOOLS =
  /__tests__\/(?:process\/(?:publish|pack|action\/publishing|baseline\/registry)|slow\/(?:publish|packing|plan|bundlers))/

/**
 * Tests that hold how the cost of work grows with its input by measuring it: processor time, whose least of several turns
 * is compared, and still a machine with much else to do can spoil every turn. Everything else fails at once.
 */
const MEASURED = /__tests__\/slow\/performance/

const test = (expect.getState().testPath ?? '').replaceAll('\\', '/')
if (process.env.CI && (REAL_TOOLS.test(test) || MEASURED.test(test)))
  jest.retryTimes(2, { logErrorsBeforeRetry: true })
