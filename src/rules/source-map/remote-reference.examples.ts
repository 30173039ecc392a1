import { defineExamples } from '../../model/example.ts'
import rule from './remote-reference.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'shown',
      title: 'Code that tests read, with its map elsewhere',
      files: { 'test/fixtures/a.js': 'var a = 1\n//# sourceMappingURL=https://builds.acme.dev/a.js.map\n' },
    },
    {
      message: 'archive',
      title: 'A map that names an archive in a bucket',
      files: { 'dist/a.js': 'export const a=1;\n//# sourceMappingURL=https://builds.acme.dev/app/src.zip\n' },
    },
    {
      message: 'own-repository',
      title: 'Sources named by the commit that was built',
      files: {
        'package.json': JSON.stringify({
          name: 'a',
          version: '1.0.0',
          license: 'MIT',
          files: ['dist'],
          repository: 'github:acme/app',
        }),
        'dist/a.js.map': JSON.stringify({
          version: 3,
          sources: [`https://raw.githubusercontent.com/acme/app/${'0123456789'.repeat(4)}/src/a.ts`],
          names: [],
          mappings: 'AAAA',
        }),
      },
    },
    {
      message: 'source-root',
      title: 'A source root on a server',
      files: {
        'dist/a.js.map': JSON.stringify({
          version: 3,
          sourceRoot: 'https://sources.acme.dev/app/',
          sources: ['a.ts'],
          names: [],
          mappings: 'AAAA',
        }),
      },
    },
    {
      message: 'source',
      title: 'A source on a server',
      files: {
        'dist/a.js.map': JSON.stringify({
          version: 3,
          sources: ['https://sources.acme.dev/app/a.ts'],
          names: [],
          mappings: 'AAAA',
        }),
      },
    },

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
    {
      message: 'public-commit',
      title: 'sources at a commit that everybody can read',
      files: {
        'index.js': 'export default 1\n//# sourceMappingURL=index.js.map\n',
        'index.js.map':
          '{"version":3,"sourceRoot":"https://raw.githubusercontent.com/acme/parser/0123456789abcdef0123456789abcdef01234567/","sources":["src/index.ts"],"names":[],"mappings":"AAAA"}',
      },
    },
  ],
  good: [
    {
      title: 'prose about such comments',
      files: { 'README.md': 'Ends with `//# sourceMappingURL=https://cdn.example.com/app.js.map`.\n' },
    },
  ],
})
