import { gzipSync } from 'node:zlib'
import { defineExamples } from '../../model/example.ts'
import { makeExampleTar } from '../example-archives.ts'
import rule from './nested-archive.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'archive',
      title: 'Templates that were packed instead of copied',
      files: () => ({
        'templates.tar': makeExampleTar({ 'basic/index.html': '<h1>Hello</h1>\n' }),
        'index.js': 'module.exports = 1\n',
      }),
    },
    {
      message: 'package',
      title: 'The tarball of an earlier release, left in the folder',
      files: () => ({
        'example-0.9.0.tgz': gzipSync(
          makeExampleTar({
            'package/package.json': '{"name":"example","version":"0.9.0"}',
            'package/a.js': 'a()\n',
          }),
        ),
        'index.js': 'module.exports = 1\n',
      }),
    },
    {
      message: 'package',
      title: 'Another package, under the name that packing gave it',
      files: () => ({
        'tools-1.0.2.tgz': gzipSync(
          makeExampleTar({
            'package/package.json': '{"name":"tools","version":"1.0.2"}',
            'package/a.js': 'a()\n',
          }),
        ),
        'index.js': 'module.exports = 1\n',
      }),
    },
    {
      message: 'another',
      title: 'A template that is unpacked at the user',
      files: () => ({
        'template.tgz': gzipSync(
          makeExampleTar({ 'package/package.json': '{"name":"example-template","version":"1.0.0"}' }),
        ),
        'index.js': 'module.exports = 1\n',
      }),
    },
    {
      message: 'modules',
      title: 'An archive of everything that was installed',
      files: () => ({
        'lambda.tgz': gzipSync(
          makeExampleTar({ 'index.js': 'a()\n', 'node_modules/a/index.js': 'module.exports = () => 1\n' }),
        ),
        'index.js': 'module.exports = 1\n',
      }),
    },
    {
      message: 'sealed',
      title: 'An archive in a format that cannot be opened',
      files: () => ({
        'backup.7z': Buffer.concat([Buffer.from('377abcaf271c0004', 'hex'), Buffer.alloc(64)]),
        'index.js': 'module.exports = 1\n',
      }),
    },
  ],
  good: [
    {
      title: 'Data that is no archive',
      files: { 'index.js': 'module.exports = 1\n', 'table.dat': 'PK was here\n' },
    },
  ],
})
