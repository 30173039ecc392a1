// Loads what only some runs call when it is first called: libraries and rooms of our own behind functions.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const require = createRequire(import.meta.url)

/** Libraries whose names are functions and classes, none of which stands on the right of an `instanceof`. */
const LIBRARIES = new Set(['fzstd', 'picomatch', 'semver', 'smol-toml', 'source-map', 'tinyglobby', 'yaml'])
/** Files that export functions only. A check of a tarball in which nothing is found calls none of them. */
const FILES = new Set([
  'src/baseline/find-baseline.ts',
  'src/cause/explain-findings.ts',
  'src/cause/explain-presence.ts',
  'src/config/files/config-document.ts',
  'src/gate/gate-change.ts',
  'src/gate/neighbour-report.ts',
  'src/pack/choose/notes-on-choice.ts',
  'src/pack/choose/release-settings.ts',
  'src/pack/choose/repository-commands.ts',
  'src/pack/workspaces.ts',
  'src/trace/trace-findings.ts',
])
/** Only called by those, and takes of its library what is no function. */
const WITH_WHOLE_LIBRARY = 'src/config/files/yaml-fault.ts'
const FRONT = 'on-demand'
const BODY = 'on-demand-body'

/** @type {import('esbuild').Plugin} */
export const onDemandPlugin = {
  name: 'on-demand',
  setup(build) {
    build.onResolve(
      { filter: /^(?:[@a-z]|\.{1,2}\/)/ },
      ({ path: name, kind, importer, resolveDir, namespace }) => {
        if (kind !== 'import-statement' || namespace !== 'file' || !isOurs(importer)) return undefined
        if (LIBRARIES.has(name)) return { path: name, namespace: FRONT, pluginData: { resolveDir } }
        const file = path.relative(root, path.resolve(resolveDir, name)).replaceAll(path.sep, '/')
        return FILES.has(file)
          ? { path: file, namespace: FRONT, pluginData: { resolveDir: root } }
          : undefined
      },
    )
    build.onResolve({ filter: /^on-demand-body:/ }, ({ path: name, pluginData }) => ({
      path: name.slice(BODY.length + 1),
      namespace: BODY,
      pluginData,
    }))
    build.onLoad({ filter: /.*/, namespace: FRONT }, ({ path: name, pluginData }) => ({
      contents: front(name),
      loader: 'js',
      pluginData,
    }))
    build.onLoad({ filter: /.*/, namespace: BODY }, ({ path: name }) => ({
      contents: `import * as all from ${JSON.stringify(LIBRARIES.has(name) ? name : `./${name}`)}\nexport { all }\n`,
      loader: 'js',
      resolveDir: root,
    }))
  },
}

function isOurs(importer) {
  const file = path.relative(root, importer).replaceAll(path.sep, '/')
  return file.startsWith('src/') && file !== WITH_WHOLE_LIBRARY
}

/** Functions that look as those behind them; `__now` is put in order by scripts/pack-parts.js. */
function front(name) {
  const { names, statics } = LIBRARIES.has(name) ? namesOfLibrary(name) : namesOfFile(name)
  const fronts = names.map(
    (one) =>
      `export function ${one}(...given) { const { ${one}: real } = all(); return new.target ? new real(...given) : real(...given) }`,
  )
  return `function all() { return __now(import(${JSON.stringify(`${BODY}:${name}`)})).all }
${fronts.join('\n')}
${statics === null ? '' : `export default /* @__PURE__ */ Object.defineProperties((...given) => all().default(...given), {${statics.map((one) => `${one}: { get() { return all().default.${one} } }`).join(', ')}})`}
`
}

function namesOfLibrary(name) {
  const whole = require(name)
  const names = Object.keys(whole).filter((one) => /^[A-Za-z_$][\w$]*$/.test(one))
  return {
    names: names.filter((one) => typeof whole[one] === 'function' && one !== 'default'),
    statics: names,
  }
}

function namesOfFile(file) {
  const text = readFileSync(path.join(root, file), 'utf8')
  const names = []
  for (const [line, declared, arrow] of text.matchAll(
    /^export (?!type\b|interface\b)(?:(?:async )?function (\w+)|const (\w+) = \(|.*)/gm,
  )) {
    const named = declared ?? arrow
    if (named === undefined) throw new Error(`${file} exports more than functions: ${line}`)
    names.push(named)
  }
  return { names, statics: null }
}
