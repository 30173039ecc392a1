import { randomBytes } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { useActionWithApi } from '../../support/action-with-api.ts'
import { EVENTS } from '../../support/events.ts'
import { CLEAN, makeCheckout, makeManifest } from '../../support/workspace.ts'

const action = useActionWithApi()
const push = { event: 'push', payload: EVENTS.push }

describe("the workflow's own secrets", () => {
  const value = randomBytes(18).toString('base64url')

  test('a value that the build put into the bundle blocks, and is printed nowhere', async () => {
    const workspace = await makeCheckout({ ...CLEAN, 'dist/index.js': `export const key = "${value}"\n` })
    const result = await action.run({
      ...push,
      workspace,
      inputs: { 'forbidden-values': `DEPLOY_KEY=${value}` },
    })
    expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'block' } })
    expect(result.summary).toContain('DEPLOY')
    const { log, summary, outputs, annotations } = result
    expect(JSON.stringify([log, summary, outputs, annotations])).not.toContain(value)
    expect(result.commands.filter(({ name }) => name === 'add-mask').map(({ data }) => data)).toContain(value)
  })

  test('a JSON object of all secrets works, and what cannot be looked for is said', async () => {
    const workspace = await makeCheckout({ ...CLEAN, 'dist/index.js': `export const key = "${value}"\n` })
    const secrets = JSON.stringify({ SHORT: 'abc', EMPTY: '', DEPLOY_KEY: value })
    const result = await action.run({ ...push, workspace, inputs: { 'forbidden-values': secrets } })
    expect(result.exitCode).toBe(1)
    expect(result.log).toMatch(/SHORT is shorter than 8/)
  })

  test('text that is neither is refused without being repeated', async () => {
    const result = await action.run({
      ...push,
      workspace: await makeCheckout(CLEAN),
      inputs: { 'forbidden-values': value },
    })
    expect(result).toMatchObject({ exitCode: 1 })
    const told = JSON.stringify(result.annotations)
    expect(told).toMatch(/neither lines NAME=value nor a JSON object/)
    expect(told).not.toContain(value)
  })
})

describe('the contents list', () => {
  test('what it does not name blocks, with the line to add', async () => {
    const workspace = await makeCheckout({ ...CLEAN, 'seaworthy.contents': 'package.json\nREADME*\n' })
    const result = await action.run({ ...push, workspace })
    expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'block' } })
    expect(result.log).toMatch(/file\/unexpected/)
  })

  test('one that cannot be read is an error with its line', async () => {
    const workspace = await makeCheckout({ ...CLEAN, 'seaworthy.contents': 'dist/**\n[\n' })
    const result = await action.run({ ...push, workspace })
    expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'error' } })
    expect(result.log).toMatch(/seaworthy\.contents:2/)
  })
})

test('a tag that says another version than package.json blocks', async () => {
  const workspace = await makeCheckout({ ...CLEAN, 'package.json': makeManifest({ version: '1.4.2' }) })
  const env = { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v1.5.0' }
  const result = await action.run({ event: 'push', payload: EVENTS.tag, workspace, env })
  expect(result.log).toMatch(/v1\.5\.0.*1\.4\.2/s)
  expect(result.exitCode).toBe(1)
})
