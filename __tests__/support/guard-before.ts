import { type Guard, startGuard } from '../../src/publish/guard/guarded-run.ts'
import { judgeByGate } from '../../src/publish/guard/judge-by-gate.ts'
import type { Upstream } from './upstream.ts'

/** The login that the guard has and its command has not. */
export const TOKEN = 'the-real-token-of-the-registry'

/** A guard in this process, before a registry of the test's own. */
export function guardBefore(
  upstream: Upstream,
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Guard> {
  return startGuard({
    directory: folder,
    temporaryDirectory: folder,
    command: ['npm', 'publish'],
    environment: {
      HOME: folder,
      PATH: '/usr/bin:/bin',
      npm_config_registry: upstream.url,
      [`npm_config_//${upstream.host}/:_authToken`]: TOKEN,
      ...environment,
    },
    judge: judgeByGate({
      directory: folder,
      profile: null,
      failOn: null,
      configFile: null,
      baseline: 'none',
      repository: { visibility: null, checkout: null },
      temporaryDirectory: folder,
    }),
  })
}
