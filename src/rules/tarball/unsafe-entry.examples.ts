import { gzipSync } from 'node:zlib'
import { defineExamples } from '../../model/example.ts'
import { makeExampleTar } from '../example-archives.ts'
import rule from './unsafe-entry.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'special',
      title: 'A pipe',
      files: {},
      archive: [
        { path: 'package/package.json', content: '{"name":"example","version":"1.0.0"}' },
        { path: 'package/pipe', type: 'fifo' },
      ],
    },
    {
      message: 'name',
      title: 'A name with a control character',
      files: {},
      archive: [
        { path: 'package/package.json', content: '{"name":"example","version":"1.0.0"}' },
        { path: 'package/bell\u0007.js', content: 'a()\n' },
      ],
    },
    {
      message: 'privileged',
      title: 'A program that runs as its owner',
      files: {},
      archive: [
        { path: 'package/package.json', content: '{"name":"example","version":"1.0.0"}' },
        { path: 'package/run', content: 'x', mode: 0o4755 },
      ],
    },
    {
      message: 'layout',
      title: 'Two top folders',
      files: {},
      archive: [
        { path: 'package/package.json', content: '{"name":"example","version":"1.0.0"}' },
        { path: 'other/a.js', content: 'a()\n' },
      ],
    },
    {
      message: 'hidden',
      title: 'A second archive behind the end of the first',
      files: {},
      tarball: () => {
        const listed = makeExampleTar({ 'package/package.json': '{"name":"example","version":"1.0.0"}' })
        return gzipSync(
          Buffer.concat([listed, makeExampleTar({ 'package/notes.txt': 'not for everybody\n' })]),
        )
      },
    },
    {
      message: 'link',
      title: 'A symbolic link to a file outside the package',
      files: {},
      archive: [
        { path: 'package/package.json', content: '{"name":"example","version":"1.0.0"}' },
        { path: 'package/config', type: 'symbolic-link', linkTarget: '../../.ssh/config' },
      ],
    },
    {
      message: 'place',
      title: 'A path that climbs out of the package',
      files: {},
      archive: [
        { path: 'package/package.json', content: '{"name":"example","version":"1.0.0"}' },
        { path: 'package/../../start.js', content: 'start()\n' },
      ],
    },
    {
      message: 'duplicate',
      title: 'One path with two contents',
      files: {},
      archive: [
        { path: 'package/package.json', content: '{"name":"example","version":"1.0.0"}' },
        { path: 'package/index.js', content: 'export const safe = true\n' },
        { path: 'package/index.js', content: 'export const safe = false\n' },
      ],
    },
  ],
  good: [
    { title: 'Ordinary files', files: { 'index.js': 'export {}\n', 'lib/util.js': 'export {}\n' } },
    {
      title: 'The same file twice with the same content, and folders listed on their own',
      files: {},
      archive: [
        { path: 'package/', type: 'directory', mode: 0o755 },
        {
          path: 'package/package.json',
          content: '{"name":"example","version":"1.0.0","license":"MIT","files":["index.js"]}',
        },
        { path: 'package/index.js', content: 'export {}\n' },
        { path: 'package/./index.js', content: 'export {}\n' },
      ],
    },
  ],
})
