import { defineExamples } from '../../model/example.ts'
import rule from './entry-point.ts'

function makePackage(entries: object) {
  const manifest = { name: 'a', version: '1.0.0', license: 'MIT', ...entries, files: ['a.js'] }
  return { 'package.json': JSON.stringify(manifest), 'a.js': 'module.exports = 1\n' }
}

export default defineExamples(rule, {
  bad: [
    {
      message: 'nothing',
      title: 'A main that was not built',
      files: {
        'package.json':
          '{"name":"a","version":"1.0.0","license":"MIT","main":"dist/a.js","files":["dist"]}\n',
        'README.md': '# a\n',
      },
    },
    {
      message: 'nothing',
      title: 'The source for developers is there, and nothing that is made of it',
      files: {
        'package.json': JSON.stringify({
          name: 'a',
          version: '1.0.0',
          license: 'MIT',
          exports: { '.': { '@a/source': './src/index.ts', import: './index.js', require: './index.cjs' } },
          files: ['src', '**/*.js', '**/*.cjs'],
        }),
        'src/index.ts': 'export const one = 1\n',
      },
    },
    {
      message: 'missing',
      title: 'Types that were not packed',
      files: makePackage({ main: 'a.js', types: 'types/a.d.ts' }),
    },
    {
      message: 'shadowed',
      title: 'A main of older tools that is gone, beside exports',
      files: makePackage({ main: 'lib/a.js', exports: { '.': './a.js' } }),
    },
    {
      message: 'pattern',
      title: 'A pattern of exports that nothing matches',
      files: makePackage({ exports: { '.': './a.js', './icons/*': './icons/*.js' } }),
    },
    {
      message: 'order',
      title: 'A condition behind the default',
      files: makePackage({ exports: { '.': { default: './a.js', require: './a.js' } } }),
    },
    {
      message: 'value',
      title: 'A target without its ./',
      files: makePackage({ exports: { '.': './a.js', './b': 'a.js' } }),
    },
  ],
  good: [
    {
      title: 'Entry points that are there',
      files: {
        'package.json':
          '{"name":"a","version":"1.0.0","license":"MIT","type":"module","exports":{".":{"types":"./a.d.ts","default":"./a.js"},"./package.json":"./package.json"},"files":["a.*"]}\n',
        'a.js': 'export default 1\n',
        'a.d.ts': 'declare const a: 1\nexport default a\n',
      },
    },
  ],
})
