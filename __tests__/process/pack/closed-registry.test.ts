import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { fetchPublished } from '../../../src/pack/fetch-published.ts'

const temporaryDirectory = mkdtempSync(path.join(tmpdir(), 'closed-registry-'))
const before = process.env.npm_config_registry
afterAll(() => {
  if (before === undefined) delete process.env.npm_config_registry
  else process.env.npm_config_registry = before
  rmSync(temporaryDirectory, { recursive: true, force: true })
})

/** A port of this machine at which nothing listens any more. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

test('a registry that nobody answers at is told in a sentence, with the reason that npm gave and no login', async () => {
  const port = await closedPort()
  process.env.npm_config_registry = `http://someone:hunter2@127.0.0.1:${port}/`
  const options = { temporaryDirectory } as Parameters<typeof fetchPublished>[1]
  const failure = await fetchPublished('@acme/x@1.0.0', { ...options, timeLimit: 60_000 }).catch(
    (error: unknown) => String(error),
  )
  expect(failure).toContain('@acme/x@1.0.0 could not be fetched: npm says "request to http://')
  expect(failure).toContain(`ECONNREFUSED 127.0.0.1:${port}`)
  expect(failure).not.toContain('hunter2')
  expect(String(failure).split('\n')).toHaveLength(1)
})
