// Loads node's own modules when the code that needs them is, and by `require`.
import { builtinModules, createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const NAMES = new Set(builtinModules)
const SPACE = 'builtin-on-demand'
/** What node:http gives out of another module, which is loaded when it is asked for; and what newer nodes warn of when it is read. */
const UNREAD = new Set(['WebSocket', 'CloseEvent', 'MessageEvent', 'F_OK', 'R_OK', 'W_OK', 'X_OK'])

/**
 * An `import` of a bundle is hoisted to its top, so that every start would load every module of node that anything in
 * the bundle may need. What is more, an `import` of `node:http` asks for all that it exports, its `WebSocket` among
 * them, for which node compiles undici and HTTP/2: a quarter of the whole start.
 * @type {import('esbuild').Plugin}
 */
export const builtinsOnDemandPlugin = {
  name: 'builtins-on-demand',
  setup(build) {
    build.onResolve({ filter: /^[a-z_:/0-9]+$/ }, ({ path, kind, namespace }) => {
      const name = path.replace(/^node:/, '')
      if (kind !== 'import-statement' || namespace === SPACE || !NAMES.has(name)) return undefined
      return { path: `node:${name}`, namespace: SPACE }
    })
    build.onLoad({ filter: /.*/, namespace: SPACE }, ({ path }) => ({
      contents: writeModule(path),
      loader: 'js',
    }))
  },
}

/** Each name by a call that is left out where nobody imports it: reading some of them has effects. */
function writeModule(path) {
  const names = Object.getOwnPropertyNames(require(path)).filter(
    (name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== 'default' && !UNREAD.has(name),
  )
  const parts = names.map((name, at) => `const _${at} = /* @__PURE__ */ pick(${JSON.stringify(name)})`)
  const list = names.map((name, at) => `_${at} as ${name}`).join(', ')
  return `const all = /* @__PURE__ */ require(${JSON.stringify(path)})
function pick(name) { return all[name] }
${parts.join('\n')}
export { ${list} }
export default all
`
}
