import { expect, test } from '@jest/globals'
import rule from '../../../../src/rules/pack/unbuilt.ts'
import { reported } from '../../file/run-rule.ts'

const LOADS = "module.exports = require('./build/Release/watch.node')\n"
const MANIFEST = '{"name":"a","version":"1.0.0","main":"index.js"}\n'

test('an addon is missing unless npm compiles it when the package is installed', async () => {
  const files = { 'package.json': MANIFEST, 'index.js': LOADS }
  expect(await reported(rule, files)).toEqual(['index.js: import'])
  expect(await reported(rule, { ...files, 'binding.gyp': "{ 'targets': [] }\n" })).toEqual([])
})
