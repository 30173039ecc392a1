import { defineExamples } from '../../model/example.ts'
import { readTokenFormat } from '../../secrets/token-format.ts'
import rule from './generic.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'assigned',
      title: 'A generated password in code',
      profile: 'proprietary',
      files: () => ({
        'dist/index.js': `const clientSecret = '${readTokenFormat('{base62:32}').example()}7a'\n`,
      }),
    },
  ],
  good: [
    {
      title: 'Names, stand-ins and translations',
      profile: 'proprietary',
      files: {
        'dist/index.js':
          "const passwordLabel = 'Choose a new password'\nconst apiKey = process.env.API_KEY\nconst secret = 'your-secret-goes-here'\n",
      },
    },
  ],
})
