import { defineExamples } from '../../model/example.ts'
import { readTokenFormat } from '../../secrets/token-format.ts'
import rule from './url-credentials.ts'

function makePassword(): string {
  return readTokenFormat('{letter:3}{digit:3}{letter:3}{digit:3}{letter:3}').example()
}

export default defineExamples(rule, {
  bad: [
    {
      message: 'password',
      title: 'A camera, with a password of letters',
      files: () => ({
        'lib/cameras.json': JSON.stringify([
          { url: `rtsp://admin:${readTokenFormat('{letter:10}').example()}@cam4.zyx-works.net/h264` },
        ]),
      }),
    },
    {
      message: 'password',
      title: 'Settings of a tool among the documents',
      files: () => ({
        'docs/mcp.json': JSON.stringify({
          args: [`postgresql://ro:${makePassword()}@pg1.zyx-works.net/orders`],
        }),
      }),
    },
    {
      message: 'password',
      title: 'A database in the cloud',
      files: () => ({
        'dist/db.js': `connect('postgres://app:${makePassword()}@db-7.eu-west-1.rds.acme.dev/app')\n`,
      }),
    },
    {
      message: 'token',
      title: 'A repository that is cloned with a token',
      files: () => ({
        'package.json': `{"name":"a","version":"1.0.0","license":"MIT","repository":"git+https://${readTokenFormat('{hex:40}').example()}@git.acme.dev/a.git"}\n`,
      }),
    },
    {
      message: 'query',
      title: 'A signed address of a store in the cloud',
      files: () => ({
        'dist/files.js': `get('https://acmefiles.blob.core.windows.net/x/y.zip?sv=2022-11-02&sp=rl&sig=${readTokenFormat('{base62:43}').example()}%3D')\n`,
      }),
    },
    {
      message: 'weak',
      title: 'A login for a host that only its own network knows',
      files: () => ({ 'dist/queue.js': `connect('amqp://app:sommer2019@queue:5672')\n` }),
    },
    {
      message: 'shown',
      title: 'A login in a document',
      files: () => ({ 'README.md': `Connect to \`postgres://app:${makePassword()}@db.acme.dev/app\`.\n` }),
    },
  ],
  good: [
    {
      title: 'Addresses that have a public key before the host',
      files: () => ({
        'lib/chains.js': `exports.tree = 'enrtree://${'AKA3AM6L'.repeat(6)}@all.mainnet.zyx.dev'\n`,
      }),
    },
    {
      title: 'Examples of URLs',
      files: {
        'README.md':
          'Connect to `postgres://user:password@localhost/app`, or `https://user:pass@example.com`, or `redis://:\u0024{PASSWORD}@cache.acme.dev`.\n',
      },
    },
  ],
})
