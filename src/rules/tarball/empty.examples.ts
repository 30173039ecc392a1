import { defineExamples } from '../../model/example.ts'
import { makeExampleZip } from '../example-archives.ts'
import rule from './empty.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'no-manifest',
      title: 'An extension whose package.json is a link',
      files: {},
      tarball: () =>
        makeExampleZip([
          { name: 'extension/package.json', content: '../shared.json', mode: 0o120777 },
          { name: 'extension/readme.md', content: '# Tides\n' },
        ]),
    },
    {
      message: 'unreadable',
      title: 'An error page under the name of a tarball',
      files: {},
      tarball: () => Buffer.from('<html><body>502 Bad Gateway</body></html>\n'),
    },

    { message: 'no-files', title: 'An archive without entries', files: {}, archive: [] },
    {
      message: 'no-package-json',
      title: 'A folder packed by hand, one level too high',
      files: {},
      archive: [{ path: 'build/example/package.json', content: '{"name":"example","version":"1.0.0"}' }],
    },
  ],
  good: [{ title: 'An ordinary package', files: { 'index.js': 'export {}\n' } }],
})
