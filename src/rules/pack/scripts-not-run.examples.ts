import { defineExamples } from '../../model/example.ts'
import type { Packing, PublishScript } from '../../model/packing.ts'
import rule from './scripts-not-run.ts'

const FILES = {
  'package.json':
    '{"name":"a","version":"1.0.0","license":"MIT","main":"index.js","files":["index.js"],"scripts":{"prepack":"node build.js"}}\n',
  'index.js': 'module.exports = 1\n',
}

const makePacking = (script: Partial<PublishScript>): Packing => ({
  packer: 'npm',
  version: null,
  reason: 'nothing says otherwise',
  bytes: 'same',
  folder: '',
  folderReason: null,
  scripts: [{ name: 'prepack', command: 'node build.js', mayBuild: true, ran: false, ...script }],
})

export default defineExamples(rule, {
  bad: [
    {
      message: 'scripts',
      title: 'A build that runs when the package is published',
      files: FILES,
      packing: makePacking({}),
    },
  ],
  good: [
    { title: 'The build was run', files: FILES, packing: makePacking({ ran: true }) },
    {
      title: 'A hook that builds nothing',
      files: FILES,
      packing: makePacking({ command: 'husky', mayBuild: false }),
    },
  ],
})
