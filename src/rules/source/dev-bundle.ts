import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'

/** A module wrapped in `eval` by webpack's eval devtools, or named for the debugger by a development build. */
const EVAL_MODULE =
  /\/\/# sourceURL=(?:webpack-internal|webpack|turbopack|rspack):\/\/\/?[^\s"'`$\\+{}()]{2,}/

/** Hot reload as it is wired into the output; the tools that write it hold these names without the values. */
const HOT_RELOAD = [
  /(?:self|globalThis|window|global)\["webpackHotUpdate[\w$@/.-]*"\](?:\s*=|\("\w)/,
  /\bfrom\s*["']\/@vite\/client["']/,
  /\bimport\s*["']\/@vite\/client["']/,
  /import\.meta\.hot\s*=\s*__vite__createHotContext\(["']/,
  /\$RefreshReg\$\(_c\d*,\s*"[\w$.%]+"\)/,
]

/** The box that webpack draws above each module of a development build (`output.pathinfo`), around its path. */
const PATH_BOX = /!\*\*\* \.\/(?!node_modules\/)[^\n]{1,300}? \*\*\*!/g
/** A module that webpack or rspack keeps under its path: in development mode, and in any mode that names modules. */
const NAMED_MODULE =
  /^(?:\/\*{3}\/ "\.\/(?!node_modules\/)[^"\n]{1,300}":|"\.\/(?!node_modules\/)[^"\n]{1,300}"(?:: function)? ?\((?:\w+, ){0,2}\w+\) \{|"\[project\]\/(?!node_modules\/)[^"\n]{1,300} \((?:ecmascript|css)\)"[:,] ?\(|\},\s?\d+,\s?\[[\d,\s]*\],\s?"(?!node_modules\/)[^"\n]{1,300}\.[cm]?[jt]sx?"\);)/gm
/** As many boxes are no text about them. */
const MODULES = 2
/** How libraries call a build that is there to debug with. */
const TWIN = /[.-](?:debug|dev|development)\.[cm]?js$/i

export default defineRule({
  meta: {
    id: 'source/dev-bundle',
    title: 'Development build',
    why: 'A development build carries each module as text in `eval`, with its path, its comments and its original names, and often the client of a hot-reload server. It gives the source away almost as a source map does, is slow, and cannot run under a content security policy.',
    fix: 'Build with the production mode of your bundler before you pack (webpack: `mode: "production"`; vite: `vite build`).',
    severity: { 'open-source': 'warning', proprietary: 'error' },
    traits: { harm: 'source', remedy: 'evaluated-code' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    eval: {
      what: '{path} holds its modules as strings for `eval`, as development builds do.',
      why: 'The text has the modules’ paths, names and comments.',
      fix: 'Build with the production mode of the bundler.',
    },
    modules: {
      what: '{path} is a development build: it contains {files|module|modules} as written, each under its path.',
      why: 'The code can be read with its names and comments, file by file.',
      fix: 'Build with the production mode of the bundler.',
      // Many libraries ship the readable build on purpose.
      severity: { 'open-source': 'notice', proprietary: 'error' },
    },
    twin: {
      what: '{path} is a development build beside the one for production.',
      why: 'The code can be read with its names and comments. Libraries ship such a build for those who debug with it.',
      fix: 'Nothing, if it is meant for users who debug. Otherwise leave it out of `files` in package.json.',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
    named: {
      what: '{path} holds {files|module|modules} as they were written, each under its path.',
      why: 'The code can be read with its names and comments, file by file.',
      fix: 'Build with the production mode of the bundler, and its minifier on.',
      severity: { 'open-source': 'off', proprietary: 'warning' },
    },
    'hot-reload': {
      what: 'The runtime of a hot-reload server is built into {path}.',
      why: 'It looks for a development server on the machines of everybody who uses the package.',
      fix: 'Build with the production mode of the bundler.',
    },
  },
  keywords: [
    '!*** ./',
    '/***/ "./',
    '__webpack_modules__ = ({',
    '__d(function',
    '"[project]/',
    'sourceurl=',
    'webpackhotupdate',
    '/@vite/client',
    'createhotcontext',
    '$refreshreg$',
  ],
  layer(layer, context) {
    if (layer.kind !== 'text' || /\.(md|mdx|markdown|txt|html?)$/i.test(layer.entry.path)) return
    const path = layer.entry.path
    const modules = new Set(layer.text.match(PATH_BOX)).size
    const isTwin = TWIN.test(path)
    if (modules >= MODULES) {
      const at = [{ layer }]
      if (isTwin) context.report({ message: 'twin', data: { path }, at })
      else context.report({ message: 'modules', data: { path, files: modules }, at })
      return
    }
    const named = new Set(layer.text.match(NAMED_MODULE)).size
    const evaluated = layer.text.includes('eval(') ? EVAL_MODULE.exec(layer.text) : null
    if (evaluated !== null && isTwin) context.report({ message: 'twin', data: { path }, at: [{ layer }] })
    else if (evaluated !== null)
      context.report({
        message: 'eval',
        data: { path },
        at: [{ layer, offset: measureOffset(layer.text, evaluated.index) }],
      })
    if (named >= MODULES && evaluated === null && !isTwin)
      context.report({ message: 'named', data: { path, files: named }, at: [{ layer }] })
    for (const pattern of HOT_RELOAD) {
      const match = pattern.exec(layer.text)
      if (match === null) continue
      context.report({
        message: 'hot-reload',
        data: { path },
        at: [{ layer, offset: measureOffset(layer.text, match.index) }],
      })
      break
    }
  },
})

/** Byte offset of a string index. */
function measureOffset(text: string, index: number): number {
  return Buffer.byteLength(text.slice(0, index))
}
