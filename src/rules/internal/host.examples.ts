import { defineExamples } from '../../model/example.ts'
import rule from './host.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'internal',
      title: 'The address of a system in the bundle',
      files: { 'lib/a.js': "fetch('https://billing.prod.internal/v1/invoices')\n" },
    },
    {
      message: 'insiders',
      title: 'A name for insiders in a public zone',
      files: { 'lib/a.js': "fetch('https://billing.corp.zyx-works.io/v1/invoices')\n" },
    },
    {
      message: 'configured',
      title: 'A domain that the configuration names, in a document',
      files: { 'README.md': 'Ask at wiki.zyx-corp.io.\n' },
      options: { domains: ['zyx-corp.io'] },
    },
  ],
  good: [
    {
      title: 'Documents, comments and names for examples',
      files: {
        'README.md': 'Open http://192.168.1.10:8080 or http://printer.local in a browser.\n',
        'lib/a.js':
          "// http://10.0.0.1/ in our network\nfetch('http://localhost:3000')\nfetch('http://api.example.com')\n",
      },
    },
  ],
})
