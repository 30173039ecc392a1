import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
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

  test.each([
    ['as it is', value],
    ['in hexadecimal', Buffer.from(value).toString('hex')],
  ])('a value in names of files and in package.json, %s, is printed nowhere', async (_, form) => {
    const file = `dist/run-${form}/index.js`
    const workspace = await makeCheckout({
      ...CLEAN,
      'package.json': makeManifest({ main: file, description: `Runs ${form}` }),
      [file]: 'export const price = 1\n',
    })
    const files = ['report-file', 'sarif-file', 'html-file', 'ndjson-file']
    const inputs = Object.fromEntries(files.map((input) => [input, `told-${input}`]))
    const result = await action.run({
      ...push,
      workspace,
      inputs: { 'forbidden-values': `DEPLOY_KEY=${value}`, ...inputs },
    })
    expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'block' } })
    expect(result.log).toContain('dist/run-[DEPLOY_KEY]/index.js')
    const { log, summary, outputs, annotations } = result
    const written = files.map((input) => readFileSync(path.join(workspace, `told-${input}`), 'utf8'))
    expect(JSON.stringify([log, summary, outputs, annotations, written])).not.toContain(form)
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
