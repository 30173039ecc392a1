import { randomBytes } from 'node:crypto'
import { defineExamples } from '../../model/example.ts'
import rule from './session.ts'

function makeCookie(value: string) {
  return { name: 'sid', value, domain: 'app.zyx-works.net', path: '/', httpOnly: true, sameSite: 'Lax' }
}

function makeState(value: string): string {
  return JSON.stringify({ cookies: [makeCookie(value)], origins: [] })
}

export default defineExamples(rule, {
  bad: [
    {
      message: 'session',
      title: 'A cookie that a script gives to a browser',
      files: () => ({
        'scripts/login.js': `await page.setCookie({ name: 'sid', value: '${randomBytes(24).toString('hex')}', domain: 'app.zyx-works.net', httpOnly: true })\n`,
      }),
    },
    {
      message: 'session',
      title: 'The state of an account, with its jar of cookies in a string',
      files: () => ({
        'account.json': JSON.stringify({
          cookies: JSON.stringify({
            cookies: [{ key: 'sessionid', value: randomBytes(24).toString('hex'), domain: 'zyx-works.net' }],
          }),
        }),
      }),
    },
    {
      message: 'session',
      title: 'The state that a browser test logs in with',
      files: () => ({ 'playwright/user.json': makeState(randomBytes(24).toString('hex')) }),
    },
    {
      message: 'session',
      title: 'A state that a tool for tests wrote among them',
      files: () => ({ 'e2e/auth/user.json': makeState(randomBytes(24).toString('hex')) }),
    },
    {
      message: 'session',
      title: 'Cookies that a module exports',
      files: () => ({
        'lib/cookies.js': `module.exports = ${JSON.stringify([makeCookie(randomBytes(24).toString('hex'))])}\n`,
      }),
    },
    {
      message: 'recording',
      title: 'a session of Charles, as JSON',
      files: {
        'trace.chlsj':
          '[{"status":"COMPLETE","method":"GET","host":"shop.acme.io","request":{"header":{"headers":[]}}}]',
      },
    },
    {
      message: 'recording',
      title: 'A recording of network traffic under another name',
      files: () => ({
        'docs/slow.json': JSON.stringify({
          log: {
            entries: [{ startedDateTime: '2026-01-01T10:00:00Z', request: { method: 'GET' }, response: {} }],
          },
        }),
      }),
    },
    {
      message: 'expired',
      title: 'Cookies that hold nothing',
      files: { 'cookies.json': JSON.stringify([makeCookie('1')]) },
    },
    {
      message: 'shown',
      title: 'A state among the tests that somebody made up',
      files: () => ({ 'test/user.json': makeState('session-of-maren') }),
    },
  ],
  good: [
    {
      title: 'Code and documents about cookies',
      files: {
        'lib/cookie.js': 'exports.options = { "httpOnly": true, "sameSite": "lax" }\n',
        'lib/defaults.json': '{"cookies":{"httpOnly":true,"sameSite":"lax"}}\n',
        'lib/browser.js':
          "exports.login = (page, value) => page.setCookie({ name: 'connect.sid', value, domain: 'app.zyx-works.net', httpOnly: true })\n",
      },
    },
  ],
})
