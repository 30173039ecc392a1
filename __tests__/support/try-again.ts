import { jest } from '@jest/globals'

// Values are made up at run time and real tools are run: a chance failure is logged and tried again, a real one stays.
if (process.env.CI) jest.retryTimes(2, { logErrorsBeforeRetry: true })
