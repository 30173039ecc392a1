import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'

/** A module wrapped in `eval` by webpack's eval devtools, or named for the debugger by a development build. */
const EVAL_MODULE =
  /\/\/# sourceURL=(?:webpack-internal|webpack|turbopack|rspack):\/\/\/?[^\s"'`$\\+{}()]{2,}/

/** Hot reload as it is wired into the output; the tools that write it hold these names without the values. */
const HOT_RELOAD = [
  /(?:self|globalThis|window|global)\["webpackHotUpdate[\w$@/.-]*"\]\s*=/,
  /\bfrom\s*["']\/@vite\/client["']/,
  /\bimport\s*["']\/@vite\/client["']/,
  /import\.meta\.hot\s*=\s*__vite__createHotContext\(["']/,
  /\$RefreshReg\$\(_c\d*,\s*"[\w$.%]+"\)/,
]

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
    'hot-reload': {
      what: 'The runtime of a hot-reload server is built into {path}.',
      why: 'It looks for a development server on the machines of everybody who uses the package.',
      fix: 'Build with the production mode of the bundler.',
    },
  },
  keywords: ['sourceurl=', 'webpackhotupdate', '/@vite/client', 'createhotcontext', '$refreshreg$'],
  layer(layer, context) {
    if (layer.kind !== 'text' || /\.(md|mdx|markdown|txt|html?)$/i.test(layer.entry.path)) return
    const path = layer.entry.path
    const evaluated = layer.text.includes('eval(') ? EVAL_MODULE.exec(layer.text) : null
    if (evaluated !== null)
      context.report({
        message: 'eval',
        data: { path },
        at: [{ layer, offset: offsetOf(layer.text, evaluated.index) }],
      })
    for (const pattern of HOT_RELOAD) {
      const match = pattern.exec(layer.text)
      if (match === null) continue
      context.report({
        message: 'hot-reload',
        data: { path },
        at: [{ layer, offset: offsetOf(layer.text, match.index) }],
      })
      break
    }
  },
})

/** Byte offset of a string index. */
function offsetOf(text: string, index: number): number {
  return Buffer.byteLength(text.slice(0, index))
}
