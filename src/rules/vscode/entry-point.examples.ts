import { defineExamples } from '../../model/example.ts'
import { makeExampleExtension } from '../example-archives.ts'
import rule from './entry-point.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'nothing',
      title: 'An extension that was not built',
      files: {},
      tarball: () => makeExampleExtension({ main: './dist/extension.js' }),
    },
    {
      message: 'nothing',
      title: 'The entry for the browser, which .vscodeignore leaves out',
      files: {},
      tarball: () =>
        makeExampleExtension(
          { main: './dist/node.js', browser: './dist/web.js' },
          { 'extension/dist/node.js': 'exports.activate = () => {}\n' },
        ),
    },
    {
      message: 'missing',
      title: 'A theme that is not there',
      files: {},
      tarball: () =>
        makeExampleExtension({ contributes: { themes: [{ label: 'Tide', path: './themes/tide.json' }] } }),
    },
    {
      message: 'missing',
      title: 'An icon that is not there',
      files: {},
      tarball: () => makeExampleExtension({ icon: 'images/icon.png' }),
    },
  ],
  good: [
    {
      title: 'Code named without its extension, a grammar, an icon of the editor’s own',
      files: {},
      tarball: () =>
        makeExampleExtension(
          {
            main: './dist/extension',
            contributes: {
              grammars: [{ language: 'tide', scopeName: 'source.tide', path: './syntaxes/tide.json' }],
              commands: [{ command: 'tides.show', title: 'Show', icon: '$(eye)' }],
            },
          },
          {
            'extension/dist/extension.js': 'exports.activate = () => {}\n',
            'extension/syntaxes/tide.json': '{"scopeName":"source.tide"}\n',
          },
        ),
    },
  ],
})
