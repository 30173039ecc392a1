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
  ],
  good: [{ title: 'The name alone', files: { 'index.js': 'use(process.env.API_KEY)\n' } }],
})
