import { defineExamples } from '../../model/example.ts'
import { PROVIDERS } from '../../secrets/providers/index.ts'
import rule from './provider-token.ts'

function exampleOf(name: string): string {
  return PROVIDERS.find((provider) => provider.name === name)?.example() ?? ''
}

function madeUp(name: string): string {
  const token = exampleOf(name)
  return token.slice(0, -1) + (token.endsWith('7') ? '8' : '7')
}

function webToken(payload: object): string {
  const parts = [{ alg: 'HS256', typ: 'JWT' }, payload].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  )
  return [...parts, exampleOf('Auth0 client secret').slice(0, 43)].join('.')
}

export default defineExamples(rule, {
  bad: [
    ...['GitHub personal access token', 'Slack bot token', 'Stripe secret key', 'AWS access key id'].map(
      (name) => ({
        message: 'token' as const,
        title: `A ${name} in code`,
        files: () => ({ 'dist/client.js': `export const credential = '${exampleOf(name)}'\n` }),
      }),
    ),
    {
      message: 'token',
      title: 'A token in base64',
      files: () => ({
        'dist/client.js': `const key = atob('${Buffer.from(exampleOf('SendGrid API key')).toString('base64')}')\n`,
      }),
    },
    {
      message: 'likely',
      title: 'A key without a form of its own, beside the name of its vendor',
      files: () => ({
        'dist/client.js': `const mistralApiKey: string = '${exampleOf('Mistral API key')}'\n`,
      }),
    },
    {
      message: 'likely',
      title: 'A secret behind the id that it belongs to, in a call that a bundler renamed',
      files: () => ({
        'dist/client.js': `var s=(0,o.default)("AC${exampleOf('Twilio auth token')}","${exampleOf('Twilio auth token')}");\n`,
      }),
    },
    {
      message: 'token',
      title: 'A token in literals side by side, which C joins',
      files: () => ({
        'native/key.c': `const char *key = "${'sk_live_'}" "${exampleOf('Stripe secret key').split('_').at(-1)}";\n`,
      }),
    },
    {
      message: 'possible',
      title: 'A short beginning that other things have too',
      files: () => ({ 'dist/client.js': `send('${exampleOf('DeepSeek API key')}')\n` }),
    },
    {
      message: 'illustration',
      title: 'A key in a README',
      files: () => ({ 'README.md': `Set \`MISTRAL_API_KEY=${exampleOf('Mistral API key')}\`.\n` }),
    },
    {
      message: 'unverified',
      title: 'A made-up token',
      files: () => ({ 'dist/a.js': `use('${madeUp('GitHub personal access token')}')\n` }),
    },
    {
      message: 'inOrder',
      title: 'A row of the keyboard under the name of a vendor',
      files: () => ({ 'dist/a.js': `const datadogApiKey = 'abcdef1234567890${'abcdef1234567890'}'\n` }),
    },
    {
      message: 'testMode',
      title: "A key of a vendor's sandbox",
      files: () => ({ 'dist/a.js': `const key = '${exampleOf('Stripe test key')}'\n` }),
    },
    {
      message: 'shortLived',
      title: 'A token that ends by itself',
      files: () => ({ 'dist/a.js': `const bearer = '${exampleOf('Google OAuth access token')}'\n` }),
    },
    {
      message: 'half',
      title: 'The first half of a pair',
      files: () => ({ 'dist/a.js': `const id = '${exampleOf('Razorpay key id')}'\n` }),
    },
    {
      message: 'likelyHalf',
      title: 'What looks like the first half of a pair',
      files: () => ({ 'dist/a.js': `const twilioApiKey = '${exampleOf('Twilio API key')}'\n` }),
    },
    {
      message: 'likelyBrowserKey',
      title: 'What looks like a key for browsers, beside the name of its vendor',
      files: () => ({ 'dist/a.js': `const openWeatherApiKey = '${exampleOf('OpenWeather API key')}'\n` }),
    },
    {
      message: 'browserKey',
      title: 'A key that browsers may see if it is restricted',
      files: () => ({ 'dist/a.js': `const key = '${exampleOf('Google API key')}'\n` }),
    },
    {
      message: 'browserConfig',
      title: 'The configuration of a web page',
      files: () => ({
        'dist/a.js': `firebase({ apiKey: '${exampleOf('Google API key')}', authDomain: 'shop.firebaseapp.com' })\n`,
      }),
    },
    {
      message: 'appConfig',
      title: 'The configuration of a mobile application',
      files: () => ({
        'ios/GoogleService-Info.plist': `<plist version="1.0"><dict><key>API_KEY</key><string>${exampleOf('Google API key')}</string></dict></plist>\n`,
      }),
    },
    {
      message: 'serviceRole',
      title: 'A Supabase key that may do everything',
      files: () => ({
        'dist/a.js': `const key = '${webToken({ iss: 'supabase', role: 'service_role' })}'\n`,
      }),
    },
    {
      message: 'permanentWebToken',
      title: 'A token of a Kubernetes service account',
      files: () => ({
        'deploy/run.js': `const t = '${webToken({ iss: 'kubernetes/serviceaccount', sub: 'system:serviceaccount:ci:deploy' })}'\n`,
      }),
    },
    {
      message: 'expiredWebToken',
      title: 'A JSON Web Token that has expired',
      files: () => ({ 'dist/a.js': `const bearer = '${webToken({ sub: 'ann', exp: 1_600_000_000 })}'\n` }),
    },
    {
      message: 'webToken',
      title: 'A JSON Web Token',
      files: () => ({ 'dist/a.js': `const bearer = '${webToken({ sub: 'ann' })}'\n` }),
    },
  ],
  good: [
    {
      title: 'A key that things are found again by, beside the name of a vendor',
      files: () => ({
        'dist/model.js': `new AzureOpenAI({ apiKey: process.env.KEY }); const cacheKey = '${exampleOf('Agora app certificate')}'\n`,
      }),
    },
    {
      title: 'Stand-ins and names of tokens',
      files: {
        'README.md':
          "Set `GITHUB_TOKEN` to `ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx` and AWS's to `AKIAIOSFODNN7EXAMPLE`.\n",
        'dist/index.js': "export const token = process.env.NPM_TOKEN ?? 'npm_YOUR_TOKEN_HERE'\n",
      },
    },
    {
      title: 'Hashes under short prefixes',
      files: () => ({
        'dist/chunks.js': `load({ sk: 'sk-${exampleOf('DeepSeek API key').slice(3)}.js', class: 'fc-${exampleOf('Firecrawl API key').slice(3)}' })\n`,
      }),
    },
  ],
})
