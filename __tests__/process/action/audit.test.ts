import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { buildTarball } from '../../support/build-tarball.ts'
import { EVENTS } from '../../support/events.ts'
import { removeRunnerFolders, runAction } from '../../support/runner.ts'
import {
  CLEAN,
  ENVIRONMENT,
  makeCheckout,
  makeManifest,
  removeCheckouts,
  writeFiles,
} from '../../support/workspace.ts'

/** What npm asks a registry for a version: its description, then the tarball. */
const versions: Readonly<Record<string, Buffer>> = {
  '1.0.0': buildTarball({ ...CLEAN, 'package.json': makeManifest() }),
  '1.1.0': buildTarball({
    ...CLEAN,
    'package.json': makeManifest({ version: '1.1.0' }),
    'dist/.env': ENVIRONMENT,
  }),
}
let registry: Server
let url: string

beforeAll(async () => {
  registry = createServer((request, response) => {
    const version = /example-(.*)\.tgz$/.exec(request.url ?? '')?.[1]
    const found = version === undefined ? null : versions[version]
    if (found) return response.end(found)
    if (request.url !== '/example') {
      response.statusCode = 404
      return response.end('{}')
    }
    const described = Object.entries(versions).map(([name, bytes]) => {
      const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`
      return [
        name,
        { name: 'example', version: name, dist: { tarball: `${url}/example-${name}.tgz`, integrity } },
      ]
    })
    response.setHeader('content-type', 'application/json')
    return response.end(
      JSON.stringify({
        name: 'example',
        'dist-tags': { latest: '1.1.0' },
        versions: Object.fromEntries(described),
      }),
    )
  })
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(registry.address() as AddressInfo).port}`
})
afterAll(async () => {
  registry.closeAllConnections()
  await new Promise((resolve) => registry.close(resolve))
  await removeCheckouts()
  await removeRunnerFolders()
})

describe.each([
  ['workflow_dispatch', EVENTS.workflow_dispatch],
  ['schedule', EVENTS.schedule],
])('an audit in %s', (event, payload) => {
  test('a folder, a tarball and published versions in one report', async () => {
    const workspace = await makeCheckout(CLEAN)
    await writeFiles(workspace, { 'out/handed-over.tgz': versions['1.0.0'] ?? '' })
    const result = await runAction({
      workspace,
      event,
      payload,
      inputs: {
        path: '.\nexample@1.0.0\nexample@1.1.0',
        tarball: 'out/*.tgz',
        baseline: 'none',
        'html-file': 'audit/report.html',
      },
      env: { npm_config_registry: url },
    })
    expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'block', blocked: 'true' } })
    expect(result.outputs['tarball-sha256']?.split('\n')).toHaveLength(4)
    expect(result.summary).toContain('Do not publish 1 of 4 packages')
    expect(result.summary).toMatch(/\| ⛔ \| `example@1\.1\.0` \| \d error/)
    expect(result.outputs['comment-status']).toBe('not-a-pull-request')
  })
})

test('a version that the registry does not have is no pass', async () => {
  const result = await runAction({
    workspace: await makeCheckout(CLEAN),
    event: 'workflow_dispatch',
    payload: EVENTS.workflow_dispatch,
    inputs: { path: 'example@9.9.9' },
    env: { npm_config_registry: url },
  })
  expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'error' } })
  expect(result.annotations[0]?.message).toMatch(/The registry has no example@9\.9\.9/)
})
