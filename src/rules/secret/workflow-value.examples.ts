import { defineExamples } from '../../model/example.ts'
import rule, { EXAMPLE } from './workflow-value.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'value',
      title: 'A value inlined by a bundler',
      files: () => ({ 'dist/index.js': `const token = "${EXAMPLE.value}"\n` }),
    },
    {
      message: 'value',
      title: 'A value in base64',
      files: () => ({
        'dist/index.js': `const header = "Basic ${Buffer.from(`ci:${EXAMPLE.value}`).toString('base64')}"\n`,
      }),
    },
    {
      message: 'value',
      title: 'A value escaped as in CSS',
      files: () => ({
        'dist/index.css': `.a::after { content: "${[...EXAMPLE.value].map((sign) => `\\0000${sign.charCodeAt(0).toString(16)}`).join('')}" }\n`,
      }),
    },
    {
      message: 'value',
      title: 'A value in a dump of bytes',
      files: () => ({
        'dist/body.txt': `${Buffer.from(EXAMPLE.value)
          .toString('hex')
          .replace(/..(?=.)/g, '$& ')}\n`,
      }),
    },
  ],
  good: [{ title: 'The name alone', files: { 'index.js': 'use(process.env.API_KEY)\n' } }],
})
