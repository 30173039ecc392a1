import { defineExamples } from '../../model/example.ts'
import { tokenFormat } from '../../secrets/token-format.ts'
import rule from './url-credentials.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'database',
      title: 'A database in the cloud',
      files: () => ({
        'dist/db.js': `connect('postgres://app:${tokenFormat('{letter:3}{digit:3}{letter:3}{digit:3}{letter:3}').example()}@db-7.eu-west-1.rds.acme.dev/app')\n`,
      }),
    },
    {
      message: 'password',
      title: 'A proxy with a login',
      files: () => ({
        'dist/proxy.js': `export const proxy = 'http://ci:${tokenFormat('{lower:3}{digit:3}{lower:3}{digit:3}').example()}@proxy.acme.dev:3128'\n`,
      }),
    },
  ],
  good: [
    {
      title: 'Examples of URLs',
      files: {
        'README.md':
          'Connect to `postgres://user:password@localhost/app`, or `https://user:pass@example.com`, or `redis://:\u0024{PASSWORD}@cache.acme.dev`.\n',
      },
    },
  ],
})
