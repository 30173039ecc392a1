import { defineExamples } from '../../model/example.ts'
import { release } from './content/example-releases.ts'
import rule from './shrink.ts'

const modules = (folder: string, ending: string, count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `${folder}/part${index}${ending}`,
      `exports.a = ${index}\n`,
    ]),
  )

const lib = { files: ['*.js', 'lib'] }

export default defineExamples(rule, {
  bad: [
    {
      message: 'most',
      title: 'Two files where there were eleven',
      before: release('1.0.0', lib, modules('lib', '.js', 10)),
      files: release('1.0.1', lib, modules('lib', '.js', 1)),
    },
    {
      message: 'folder',
      title: 'A folder that was not built',
      before: release(
        '1.0.0',
        { files: ['*.js'] },
        { ...modules('lib', '.js', 4), 'more.js': 'exports.b = 1\n' },
      ),
      files: release('1.0.1', { files: ['*.js'] }, { 'more.js': 'exports.b = 1\n' }),
    },
    {
      message: 'kind',
      title: 'Declarations that were not made',
      before: release('1.0.0', lib, { ...modules('lib', '.js', 4), ...modules('lib', '.d.ts', 4) }),
      files: release('1.0.1', lib, modules('lib', '.js', 4)),
    },
    {
      message: 'entry',
      title: 'The folder of the entry point is gone',
      before: release('1.0.0', { main: 'dist/part0.js', files: ['dist', '*.js'] }, modules('dist', '.js', 3)),
      files: release('1.0.1', { main: 'dist/part0.js', files: ['dist', '*.js'] }),
    },
    {
      message: 'entry',
      title: 'The declarations are gone, in a release whose version a tool writes later',
      before: release(
        '10.0.16',
        { main: 'a.js', types: 'types/part0.d.ts', files: ['types', '*.js'] },
        modules('types', '.d.ts', 2),
      ),
      files: release('0.0.0-development', {
        main: 'a.js',
        types: 'types/part0.d.ts',
        files: ['types', '*.js'],
      }),
    },
  ],
  good: [
    {
      title: 'Tests and maps are left out',
      before: release('1.0.0', lib, {
        ...modules('lib', '.js', 4),
        ...modules('test', '.js', 12),
        ...modules('lib', '.ts', 4),
      }),
      files: release('1.0.1', lib, modules('lib', '.js', 4)),
    },
  ],
})
