import { defineExamples } from '../../model/example.ts'
import { readTokenFormat } from '../../secrets/token-format.ts'
import rule from './named-value.ts'

/** With a digit in each eight: one in 1,600 values has too few by chance, and is taken for words. */
const makeRandom = (format: string) =>
  `k4${readTokenFormat(format)
    .example()
    .replace(/(?<=.{7})./g, (character, at: number) => (at % 8 === 7 ? '7' : character))}7`

export default defineExamples(rule, {
  bad: [
    {
      message: 'key',
      title: 'A signing secret with a type',
      files: () => ({ 'dist/auth.js': `export const JWT_SECRET: string = '${makeRandom('{base62:40}')}'\n` }),
    },
    {
      message: 'key',
      title: 'A default for when the environment has none',
      files: () => ({
        'dist/auth.js': `const s = { sessionSecret: process.env.SESSION_SECRET ?? '${makeRandom('{hex:40}')}' }\n`,
      }),
    },
    {
      message: 'key',
      title: 'A name and a value in a list',
      files: () => ({
        'dist/env.js': `add([{ name: 'ACME_CLIENT_SECRET', value: '${makeRandom('{base62:32}')}' }])\n`,
      }),
    },
    ...(
      [
        ['A member of the environment', 'dist/a.js', (v) => `go(process.env.CRON_SECRET || "${v}")\n`],
        ['A key that Laravel makes', 'dist/a.js', (v) => `const APP_KEY = 'base64:${v}'\n`],
        ['One of two, as a condition says', 'dist/a.js', (v) => `const jwtSecret = isLive ? '${v}' : ''\n`],
        ['The other one of two', 'dist/a.js', (v) => `const jwtSecret = isLocal ? env.A : '${v}'\n`],
        ['A line that is commented out', 'dist/a.js', (v) => `// was: JWT_SECRET=${v}\n`],
        ['An expression of JSX', 'src/a.jsx', (v) => `<Auth jwtSecret={'${v}'} />\n`],
        ['A block of YAML', 'conf/app.yaml', (v) => `a: 1\njwt_secret: |-\n  ${v}\n`],
        ['A block of TOML', 'conf/app.toml', (v) => `jwt_secret = """\n${v}\n"""\n`],
        [
          'A default in Terraform',
          'infra/a.tf',
          (v) => `variable "jwt_secret" {\n  type    = string\n  default = "${v}"\n}\n`,
        ],
        ['A default in Serverless', 'serverless.yml', (v) => `a: \${env:JWT_SECRET, '${v}'}\n`],
        ['A default in Spring', 'android/A.java', (v) => `@Value("\${jwt.secret:${v}}") String a;\n`],
        [
          'A field that Gradle makes',
          'android/build.gradle',
          (v) => `buildConfigField "String", "JWT_SECRET", "\\"${v}\\""\n`,
        ],
        ['A literal of Objective-C', 'ios/A.m', (v) => `static NSString * const kJwtSecret = @"${v}";\n`],
        ['A reference to a string in Rust', 'src/a.rs', (v) => `const JWT_SECRET: &'static str = "${v}";\n`],
        ['A list of properties', 'ios/A.plist', (v) => `<key>JwtSecret</key>\n<string>${v}</string>\n`],
        ['A definition of C', 'src/a.h', (v) => `#define JWT_SECRET "${v}"\n`],
        [
          'Literals of Python, one under the other',
          'py/a.py',
          (v) => `JWT_SECRET = (\n    "${v.slice(0, 20)}"\n    "${v.slice(20)}"\n)\n`,
        ],
      ] satisfies [string, string, (value: string) => string][]
    ).map(([title, path, write]) => ({
      message: 'key' as const,
      title,
      files: () => ({ [path]: write(makeRandom('{base62:40}')) }),
    })),
    {
      message: 'password',
      title: 'A password of an administrator',
      files: () => ({ 'dist/seed.js': `const adminPassword = '${makeRandom('{base62:10}')}'\n` }),
    },
    {
      message: 'open',
      title: 'A key that may be made for browsers',
      files: () => ({ 'dist/search.js': `client({ acmeApiKey: '${makeRandom('{hex:30}')}' })\n` }),
    },
    {
      message: 'open',
      title: 'A random value beside the name of a service',
      files: () => ({ 'dist/ships.js': `track('alienvault', { key: '${makeRandom('{hex:38}')}' })\n` }),
    },
    {
      message: 'illustration',
      title: 'A value in a test',
      files: () => ({ 'test/auth.test.js': `const jwtSecret = '${makeRandom('{base62:40}')}'\n` }),
    },
  ],
  good: [
    {
      title: 'Names of secrets, stand-ins, what describes a secret',
      files: {
        'dist/index.js':
          "const jwtSecretName = 'k4jd93jfk2l1m0x8s7d6f5g4'\nconst clientSecret = process.env.CLIENT_SECRET\nconst sessionSecret = 'change-me-in-production-please'\nconst passwordField = 'newPassword2'\n",
      },
    },
  ],
})
