import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Guard, startGuard } from '../../src/publish/guard/guarded-run.ts'
import { judgeByGate } from '../../src/publish/guard/judge-by-gate.ts'
import { Upstream } from './upstream.ts'

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

/** A registry, and a guard before it. */
export interface GuardedRegistry {
  readonly upstream: Upstream
  readonly guard: Guard
  /** Absolute; where the guard runs and what it writes into. */
  readonly folder: string
}

/** Starts both for a test, in a folder of their own. */
export async function startGuarded(): Promise<GuardedRegistry> {
  const upstream = await Upstream.start()
  const folder = await mkdtemp(path.join(tmpdir(), 'guard-'))
  return { upstream, folder, guard: await guardBefore(upstream, folder) }
}

/** Stops both, and leaves nothing behind. */
export async function stopGuarded({ upstream, guard, folder }: GuardedRegistry): Promise<void> {
  await guard.server.stop()
  await upstream.stop()
  await rm(folder, { recursive: true, force: true })
}
