import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'
import { redact } from '../../secrets/redact.ts'
import { findUrlCredentials, URL_KEYWORDS } from '../../secrets/url-credentials.ts'

export default defineRule({
  meta: {
    id: 'secret/url-credentials',
    title: 'Password in a URL',
    why: 'A URL with a user and a password opens what it names to everybody who reads it: databases, message queues, private servers.',
    fix: 'Change the password, and read the URL from the environment at run time.',
    severity: { 'open-source': 'notice', proprietary: 'warning' },
    traits: { harm: 'credential', setAside: 'never' },
    since: '0.1.0',
  },
  options: z.object({}),
  keywords: URL_KEYWORDS,
  messages: {
    database: {
      what: 'A {scheme} URL with a password is in the package, and its host can be reached from anywhere.',
      why: 'Whoever downloads the package can log in to that server.',
      fix: 'Change the password now, and read the URL from the environment at run time.',
      severity: 'error',
    },
    password: {
      what: 'A {scheme} URL with a password is in the package.',
      why: 'If it is more than an example, whoever downloads the package can log in with it.',
      fix: 'If it is an example, use a host such as example.com. Otherwise change the password and read the URL from the environment.',
    },
  },
  layer(layer, context) {
    for (const { scheme, host, password, grade, offset } of findUrlCredentials(layer.bytes, context.hits))
      context.report({
        message: grade === 'database' ? 'database' : 'password',
        data: { scheme },
        at: { layer, offset, evidence: redact(password) },
        group: `${scheme} ${host} ${password}`,
      })
  },
})
