import { defineExamples } from '../../model/example.ts'
import rule from './environment.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'unnamed',
      title: 'Variables in a file of another name',
      files: () => ({
        'deploy.conf': `STAGE=production\nSESSION_SECRET=${'q8Zr1vXk'}${'7Lm2Tn0c'}${'Yd5W'}\n`,
        'index.js': 'module.exports = 1\n',
      }),
    },

    {
      message: 'environment',
      title: 'A second environment file beside the ignored one',
      files: {
        '.env-dylan': 'PORT=3000\nAPI_URL=https://api.acme.io\n',
        'index.js': 'module.exports = 1\n',
      },
    },
    {
      message: 'environment',
      title: 'Without the dot',
      files: {
        env: 'export STAGE=production\nexport REGION=eu-west-1\n',
        'index.js': 'module.exports = 1\n',
      },
    },
    {
      message: 'environment',
      title: 'A name that npm always packs',
      files: { 'README.env': 'DB_NAME=orders\nDB_USER=shop\n', 'index.js': 'module.exports = 1\n' },
    },
    {
      message: 'filled',
      title: 'A template that somebody filled in',
      files: () => ({
        '.env.example': `PORT=3000\nSESSION_SECRET=${'q8Zr1vXk'}${'7Lm2Tn0c'}${'Yd5W'}\n`,
        'index.js': 'module.exports = 1\n',
      }),
    },
    {
      message: 'shown',
      title: 'Values in a file among the tests',
      files: () => ({
        'test/.env': `SESSION_SECRET=${'q8Zr1vXk'}${'7Lm2Tn0c'}${'Yd5W'}\n`,
        'index.js': 'module.exports = 1\n',
      }),
    },
    {
      message: 'swapped',
      title: 'What an editor kept of the file',
      files: () => ({
        '.env.swp': Buffer.from(
          `b0VIM 9.1\0\0\0\0SESSION_SECRET=${'q8Zr1vXk'}${'7Lm2Tn0c'}${'Yd5W'}\0`,
          'latin1',
        ),
        'index.js': 'module.exports = 1\n',
      }),
    },
  ],
  good: [
    {
      title: 'A harmless file of a project that a generator copies, and texts in a language',
      files: {
        'starter-vue/package.json': '{"name":"app","private":true,"version":"0.0.0"}\n',
        'starter-vue/.env': 'VITE_APP_TITLE=My App\nVITE_API_URL=http://localhost:3000\n',
        'locale/env.txt': 'TOKEN_EXPIRED=Your session has ended\nPASSWORD_HINT=Use at least eight signs\n',
        'index.js': 'module.exports = 1\n',
      },
    },
    {
      title: 'A template with empty and placeholder values',
      files: {
        '.env.example':
          '# copy to .env\nPORT=3000\nAPI_KEY=\nSESSION_SECRET=your-secret-here\nDATABASE_URL=postgres://user:password@localhost:5432/app\n',
        'index.js': 'module.exports = 1\n',
      },
    },
    {
      title: 'Code about the environment',
      files: {
        'index.js': 'module.exports = require("./env.js")\n',
        'env.js': 'exports.isProduction = process.env.NODE_ENV === "production"\n',
        'env.d.ts': 'export declare const isProduction: boolean\n',
      },
    },
    {
      title: 'Encrypted values',
      files: {
        '.env.production': 'DOTENV_PUBLIC_KEY_PRODUCTION="02a1"\nAPI_URL="encrypted:BDqDBibm"\n',
        'index.js': 'module.exports = 1\n',
      },
    },
  ],
})
