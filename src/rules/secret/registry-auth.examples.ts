import { defineExamples } from '../../model/example.ts'
import { readTokenFormat } from '../../secrets/token-format.ts'
import rule from './registry-auth.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'credential',
      title: 'A token in a copied .npmrc',
      files: () => ({
        'npmrc.txt': `//registry.npmjs.org/:_authToken=${readTokenFormat('{hex:8}-{base62:30}').example()}\n`,
      }),
    },
    {
      message: 'credential',
      title: 'A login in a .netrc',
      files: () => ({
        'ci/netrc': `machine npm.acme.dev\n  login ci-user\n  password ${readTokenFormat('{base62:24}').example()}\n`,
      }),
    },
    {
      message: 'shown',
      title: 'A login in a document',
      files: { 'README.md': 'Put `//registry.npmjs.org/:_authToken=kestrel42wing` into your .npmrc.\n' },
    },
  ],
  good: [
    {
      title: 'A reference to the environment',
      files: { 'npmrc.txt': '//registry.npmjs.org/:_authToken=\u0024{NPM_TOKEN}\n' },
    },
  ],
})
