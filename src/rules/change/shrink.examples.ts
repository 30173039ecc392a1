import { defineExamples } from '../../model/example.ts'
import { makeExampleRelease } from './content/example-releases.ts'
import rule from './shrink.ts'

const makeModules = (folder: string, ending: string, count: number) =>
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
      before: makeExampleRelease('1.0.0', lib, makeModules('lib', '.js', 10)),
      files: makeExampleRelease('1.0.1', lib, makeModules('lib', '.js', 1)),
    },
    {
      message: 'folder',
      title: 'A folder that was not built',
      before: makeExampleRelease(
        '1.0.0',
        { files: ['*.js'] },
        { ...makeModules('lib', '.js', 4), 'more.js': 'exports.b = 1\n' },
      ),
      files: makeExampleRelease('1.0.1', { files: ['*.js'] }, { 'more.js': 'exports.b = 1\n' }),
    },
    {
      message: 'kind',
      title: 'Declarations that were not made',
      before: makeExampleRelease('1.0.0', lib, {
        ...makeModules('lib', '.js', 4),
        ...makeModules('lib', '.d.ts', 4),
      }),
      files: makeExampleRelease('1.0.1', lib, makeModules('lib', '.js', 4)),
    },
    {
      message: 'entry',
      title: 'The folder of the entry point is gone',
      before: makeExampleRelease(
        '1.0.0',
        { main: 'dist/part0.js', files: ['dist', '*.js'] },
        makeModules('dist', '.js', 3),
      ),
      files: makeExampleRelease('1.0.1', { main: 'dist/part0.js', files: ['dist', '*.js'] }),
    },
    {
      message: 'entry',
      title: 'The declarations are gone, in a release whose version a tool writes later',
      before: makeExampleRelease(
        '10.0.16',
        { main: 'a.js', types: 'types/part0.d.ts', files: ['types', '*.js'] },
        makeModules('types', '.d.ts', 2),
      ),
      files: makeExampleRelease('0.0.0-development', {
        main: 'a.js',
        types: 'types/part0.d.ts',
        files: ['types', '*.js'],
      }),
    },
  ],
  good: [
    {
      title: 'Tests and maps are left out',
      before: makeExampleRelease('1.0.0', lib, {
        ...makeModules('lib', '.js', 4),
        ...makeModules('test', '.js', 12),
        ...makeModules('lib', '.ts', 4),
      }),
      files: makeExampleRelease('1.0.1', lib, makeModules('lib', '.js', 4)),
    },
  ],
})
