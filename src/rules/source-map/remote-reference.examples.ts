import { defineExamples } from '../../model/example.ts'
import rule from './remote-reference.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'map',
      title: 'the map lies in a bucket',
      files: {
        'index.js':
          'export default 1\n//# sourceMappingURL=https://acme-builds.s3.amazonaws.com/1.2.0/index.js.map\n',
      },
    },
    {
      message: 'internal',
      title: 'a development server',
      files: { 'index.css': 'a{color:red}\n/*# sourceMappingURL=http://localhost:8080/index.css.map */\n' },
    },
  ],
  good: [
    {
      title: 'prose about such comments',
      files: { 'README.md': 'Ends with `//# sourceMappingURL=https://cdn.example.com/app.js.map`.\n' },
    },
  ],
})
