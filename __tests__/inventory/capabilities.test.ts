import { expect, test } from '@jest/globals'
import type { Capabilities } from '../../src/model/inventory.ts'
import { buildTarball } from '../support/build-tarball.ts'
import { scanBytes } from '../support/scan-files.ts'

async function capabilities(code: string, file = 'index.js'): Promise<Record<keyof Capabilities, string[]>> {
  const { scan } = await scanBytes(buildTarball({ [file]: code }), { rules: [] })
  const names = Object.entries(scan.inventory.capabilities).map(([kind, found]) => [
    kind,
    found.map(({ name }: { name: string }) => name),
  ])
  return Object.fromEntries(names) as Record<keyof Capabilities, string[]>
}

test.each([
  ['require("fs")', 'fs'],
  ["require('node:child_process').exec", 'child_process'],
  ['import{spawn}from"child_process"', 'child_process'],
  ["import 'net'", 'net'],
  ["await import('node:https')", 'https'],
  ['import { readFile } from "fs/promises"', 'fs'],
  ['process.getBuiltinModule("vm")', 'vm'],
])('module: %s', async (code, module) => {
  expect((await capabilities(code)).modules).toEqual([module])
})

test.each([
  ['process.env.NPM_TOKEN', ['NPM_TOKEN']],
  ['process.env["AWS_SECRET_ACCESS_KEY"]', ['AWS_SECRET_ACCESS_KEY']],
  ["process.env?.['TOKEN']", ['TOKEN']],
  ['const { A, B: b, C = 1 } = process.env', ['A', 'B', 'C']],
  ["Deno.env.get('HOME_PAGE')", ['HOME_PAGE']],
  ['const all = process.env', []],
])('environment: %s', async (code, names) => {
  expect((await capabilities(code)).environment).toEqual(names)
})

test.each([
  ['fetch("https://telemetry.acme.dev/v1?x=1")', ['telemetry.acme.dev']],
  ['new WebSocket(`wss://Live.Acme.dev:8443`)', ['live.acme.dev']],
  ["get('http://203.0.113.9/x')", ['203.0.113.9']],
  [`fetch(\`https://\${host}/x\`)`, []],
  ['throw new Error("see https://acme.dev/help")', []],
  ['// fetch("https://acme.dev")', []],
  ['const ns = "http://www.w3.org/2000/svg"', []],
])('host: %s', async (code, hosts) => {
  expect((await capabilities(code)).hosts).toEqual(hosts)
})

test.each([
  ['eval(text)', ['eval']],
  ['(0,eval)(text)', ['eval']],
  ['new Function("a", text)', ['new Function']],
  ['new Function("return this")()', []],
  ['medieval(text); page.eval(x)', []],
])('code from text: %s', async (code, found) => {
  expect((await capabilities(code)).dynamicCode).toEqual(found)
})

test('telemetry libraries and feature flags', async () => {
  const { telemetry, featureFlags } = await capabilities(
    "import * as Sentry from '@sentry/node'\nclient.boolVariation('new-checkout', user, false)\n",
  )
  expect(telemetry).toEqual(['@sentry'])
  expect(featureFlags).toEqual(['new-checkout'])
})

test('only published JavaScript counts: not prose, not maps, not types', async () => {
  const code = 'require("child_process"); process.env.TOKEN\n'
  for (const file of ['notes.md', 'index.d.ts', 'index.js.map'])
    expect((await capabilities(code, file)).modules).toEqual([])
  expect((await capabilities(`#!/usr/bin/env node\n${code}`, 'bin/tool')).modules).toEqual(['child_process'])
})
