import { defineExamples } from '../../model/example.ts'
import { PROVIDERS } from '../../secrets/providers/index.ts'
import rule from './provider-token.ts'

function makeExample(name: string): string {
  return PROVIDERS.find((provider) => provider.name === name)?.example() ?? ''
}

function makeMadeUp(name: string): string {
  const token = makeExample(name)
  return token.slice(0, -1) + (token.endsWith('7') ? '8' : '7')
}

function makeWebToken(payload: object): string {
  const parts = [{ alg: 'HS256', typ: 'JWT' }, payload].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  )
  return [...parts, makeExample('Auth0 client secret').slice(0, 43)].join('.')
}

export default defineExamples(rule, {
  bad: [
    ...['GitHub personal access token', 'Slack bot token', 'Stripe secret key', 'AWS access key id'].map(
      (name) => ({
        message: 'token' as const,
        title: `A ${name} in code`,
        files: () => ({ 'dist/client.js': `export const credential = '${makeExample(name)}'\n` }),
      }),
    ),
    {
      message: 'token',
      title: 'A token in base64',
      files: () => ({
        'dist/client.js': `const key = atob('${Buffer.from(makeExample('SendGrid API key')).toString('base64')}')\n`,
      }),
    },
    {
      message: 'likely',
      title: 'A key without a form of its own, beside the name of its vendor',
      files: () => ({
        'dist/client.js': `const mistralApiKey: string = '${makeExample('Mistral API key')}'\n`,
      }),
    },
    {
      message: 'likely',
      title: 'A secret behind the id that it belongs to, in a call that a bundler renamed',
      files: () => ({
        'dist/client.js': `var s=(0,o.default)("AC${makeExample('Twilio auth token')}","${makeExample('Twilio auth token')}");\n`,
      }),
    },
    {
      message: 'token',
      title: 'A token in literals side by side, which C joins',
      files: () => ({
        'native/key.c': `const char *key = "${'sk_live_'}" "${makeExample('Stripe secret key').split('_').at(-1)}";\n`,
      }),
    },
    {
      message: 'possible',
      title: 'A short beginning that other things have too',
      files: () => ({ 'dist/client.js': `send('${makeExample('DeepSeek API key')}')\n` }),
    },
    {
      message: 'illustration',
      title: 'A key in a README',
      files: () => ({ 'README.md': `Set \`MISTRAL_API_KEY=${makeExample('Mistral API key')}\`.\n` }),
    },
    {
      message: 'unverified',
      title: 'A made-up token',
      files: () => ({ 'dist/a.js': `use('${makeMadeUp('GitHub personal access token')}')\n` }),
    },
    {
      message: 'inOrder',
      title: 'A row of the keyboard under the name of a vendor',
      files: () => ({ 'dist/a.js': `const datadogApiKey = 'abcdef1234567890${'abcdef1234567890'}'\n` }),
    },
    {
      message: 'testMode',
      title: "A key of a vendor's sandbox",
      files: () => ({ 'dist/a.js': `const key = '${makeExample('Stripe test key')}'\n` }),
    },
    {
      message: 'shortLived',
      title: 'A token that ends by itself',
      files: () => ({ 'dist/a.js': `const bearer = '${makeExample('Google OAuth access token')}'\n` }),
    },
    {
      message: 'half',
      title: 'The first half of a pair',
      files: () => ({ 'dist/a.js': `const id = '${makeExample('Razorpay key id')}'\n` }),
    },
    {
      message: 'likelyHalf',
      title: 'What looks like the first half of a pair',
      files: () => ({ 'dist/a.js': `const twilioApiKey = '${makeExample('Twilio API key')}'\n` }),
    },
    {
      message: 'likelyBrowserKey',
      title: 'What looks like a key for browsers, beside the name of its vendor',
      files: () => ({ 'dist/a.js': `const openWeatherApiKey = '${makeExample('OpenWeather API key')}'\n` }),
    },
    {
      message: 'browserKey',
      title: 'A key that browsers may see if it is restricted',
      files: () => ({ 'dist/a.js': `const key = '${makeExample('Google API key')}'\n` }),
    },
    {
      message: 'browserConfig',
      title: 'The configuration of a web page',
      files: () => ({
        'dist/a.js': `firebase({ apiKey: '${makeExample('Google API key')}', authDomain: 'shop.firebaseapp.com' })\n`,
      }),
    },
    {
      message: 'appConfig',
      title: 'The configuration of a mobile application',
      files: () => ({
        'ios/GoogleService-Info.plist': `<plist version="1.0"><dict><key>API_KEY</key><string>${makeExample('Google API key')}</string></dict></plist>\n`,
      }),
    },
    {
      message: 'serviceRole',
      title: 'A Supabase key that may do everything',
      files: () => ({
        'dist/a.js': `const key = '${makeWebToken({ iss: 'supabase', role: 'service_role' })}'\n`,
      }),
    },
    {
      message: 'permanentWebToken',
      title: 'A token of a Kubernetes service account',
      files: () => ({
        'deploy/run.js': `const t = '${makeWebToken({ iss: 'kubernetes/serviceaccount', sub: 'system:serviceaccount:ci:deploy' })}'\n`,
      }),
    },
    {
      message: 'expiredWebToken',
      title: 'A JSON Web Token that has expired',
      files: () => ({
        'dist/a.js': `const bearer = '${makeWebToken({ sub: 'ann', exp: 1_600_000_000 })}'\n`,
      }),
    },
    {
      message: 'webToken',
      title: 'A JSON Web Token',
      files: () => ({ 'dist/a.js': `const bearer = '${makeWebToken({ sub: 'ann' })}'\n` }),
    },
  ],
  good: [
    {
      title: 'A key that things are found again by, beside the name of a vendor',
      files: () => ({
        'dist/model.js': `new AzureOpenAI({ apiKey: process.env.KEY }); const cacheKey = '${makeExample('Agora app certificate')}'\n`,
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
        'dist/chunks.js': `load({ sk: 'sk-${makeExample('DeepSeek API key').slice(3)}.js', class: 'fc-${makeExample('Firecrawl API key').slice(3)}' })\n`,
      }),
    },
  ],
})
