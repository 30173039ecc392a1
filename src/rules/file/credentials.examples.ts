import { defineExamples } from '../../model/example.ts'
import { makeKeyOfLocalhost } from '../example-certificates.ts'
import rule from './credentials.ts'

/** Dense text that is no key, so that no scanner of this repository takes it for one. */
const BODY = Buffer.from(Array.from({ length: 48 }, (_, at) => (at * 73 + 19) & 255)).toString('base64')

function makeArmoured(label: string): string {
  return `-----BEGIN ${label}-----\n${`${BODY}\n`.repeat(4)}-----END ${label}-----\n`
}

export default defineExamples(rule, {
  bad: [
    {
      message: 'local',
      title: 'The key of a development server, beside its certificate for localhost',
      files: makeKeyOfLocalhost,
    },
    {
      message: 'sealed',
      title: 'Settings that SOPS encrypted',
      files: {
        'deploy/secrets.yaml':
          'db_password: ENC[AES256_GCM,data:aGVsbG8,iv:aGVsbG8,tag:aGVsbG8,type:str]\nsops:\n    version: 3.9.0\n',
      },
    },
    {
      message: 'test-data',
      title: 'Logins among the tests',
      files: () => ({
        'test/fixtures/.netrc': `machine api.acme.io login ci password ${'h7Gt2'}${'Kq9Lw'}\n`,
        'index.js': 'module.exports = 1\n',
      }),
    },

    {
      message: 'credentials',
      title: 'A private key under a name that says nothing',
      files: () => ({ secret: makeArmoured('PGP PRIVATE KEY BLOCK'), 'index.js': 'module.exports = 1\n' }),
    },
    {
      message: 'credentials',
      title: 'A name that npm always packs',
      files: () => ({ 'LICENSE.key': makeArmoured('RSA PRIVATE KEY'), 'index.js': 'module.exports = 1\n' }),
    },
    {
      message: 'credentials',
      title: 'A login to a registry, under a name that npm does not leave out',
      files: () => ({
        _npmrc: `//registry.npmjs.org/:_authToken=${'npm_'}${BODY.slice(0, 36)}\n`,
        'index.js': 'module.exports = 1\n',
      }),
    },
    {
      message: 'credentials',
      title: 'A record with a private key and the public one',
      files: () => ({
        'node/validator.json': JSON.stringify({
          pub_key: { type: 'Ed25519', value: BODY.slice(0, 44) },
          priv_key: { type: 'Ed25519', value: BODY.slice(0, 64) },
        }),
        'index.js': 'module.exports = 1\n',
      }),
    },
    {
      message: 'credentials',
      title: 'Users of a server, in the layout that it reads',
      files: () => ({
        'redis/users.acl': `user default off\nuser shop on >${'h7Gt2'}${'Kq9Lw'} ~* +@all\n`,
        'index.js': 'module.exports = 1\n',
      }),
    },
    {
      message: 'credentials',
      title: 'A file that holds one password',
      files: () => ({ '.vault_pass': `${'h7Gt2!'}${'Kq9Lw'}\n`, 'index.js': 'module.exports = 1\n' }),
    },
  ],
  good: [
    {
      title: 'Names of keys in a schema, and a list of words that are no codes',
      files: {
        'lib/key.json': '{"priv_key":{"type":"string"},"pub_key":{"type":"string"},"type":"object"}',
        'data/words.txt': 'alpha\nbravo\ncharlie\ndelta\necho\nfoxtrot\n',
        'index.js': 'module.exports = 1\n',
      },
    },
    {
      title: 'Certificates and public keys',
      files: () => ({
        'ca.pem': makeArmoured('CERTIFICATE'),
        'release.key': makeArmoured('PGP PUBLIC KEY BLOCK'),
        'index.js': 'module.exports = 1\n',
      }),
    },
    {
      title: 'A registry login that comes from the environment',
      files: {
        'npmrc.example': `//registry.npmjs.org/:_authToken=${'$'}{NPM_TOKEN}\n`,
        'index.js': 'module.exports = 1\n',
      },
    },
  ],
})
