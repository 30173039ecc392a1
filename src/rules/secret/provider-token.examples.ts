import { defineExamples } from '../../model/example.ts'
import { PROVIDERS } from '../../secrets/providers/index.ts'
import rule from './provider-token.ts'

function exampleOf(name: string): string {
  return PROVIDERS.find((provider) => provider.name === name)?.example() ?? ''
}

export default defineExamples(rule, {
  bad: ['GitHub personal access token', 'Slack bot token', 'Stripe secret key', 'AWS access key id'].map(
    (name) => ({
      message: 'token',
      title: `A ${name} in code`,
      files: () => ({ 'dist/client.js': `export const credential = '${exampleOf(name)}'\n` }),
    }),
  ),
  good: [
    {
      title: 'Stand-ins and names of tokens',
      files: {
        'README.md':
          "Set `GITHUB_TOKEN` to `ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx` and AWS's to `AKIAIOSFODNN7EXAMPLE`.\n",
        'dist/index.js': "export const token = process.env.NPM_TOKEN ?? 'npm_YOUR_TOKEN_HERE'\n",
      },
    },
  ],
})
