// Bundles the command line and the Action into dist/, self-contained: what is committed runs without an install.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { builtinsOnDemandPlugin } from './builtins-on-demand-plugin.js'
import { bundleTypes } from './bundle-types.js'
import { mappingsWasmPlugin } from './mappings-wasm-plugin.js'
import { onDemandPlugin } from './on-demand-plugin.js'
import { packParts } from './pack-parts.js'
import { slimLibrariesPlugin } from './slim-libraries-plugin.js'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const dist = path.join(root, 'dist')
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))

rmSync(dist, { recursive: true, force: true })
const DOORS = 'src/doors.ts'
/** What a check of one package loads, beside what these import. */
const AT_EVERY_START = [
  'src/cli/run-command-line.ts',
  'src/cli/commands/check.ts',
  'src/library/check.ts',
  'src/gate/gate.ts',
  'src/rules/index.ts',
  'src/reporters/terminal.ts',
]
/** Both doors load the one bundle that holds everything else, so that nothing is committed twice. */
const doorsAreBundled = {
  name: 'doors-are-bundled',
  setup(builder) {
    builder.onResolve({ filter: /\/doors\.ts$/ }, () => ({ path: './seaworthy.js', external: true }))
  },
}

const shared = {
  absWorkingDir: root,
  outdir: dist,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.15',
  minify: true,
  charset: 'ascii',
  legalComments: 'none',
  metafile: true,
  define: { SEAWORTHY_VERSION: JSON.stringify(manifest.version) },
  logLevel: 'warning',
}

const result = await build({
  ...shared,
  entryPoints: { seaworthy: DOORS },
  splitting: true,
  write: false,
  loader: { '.wasm': 'binary' },
  plugins: [builtinsOnDemandPlugin, onDemandPlugin, mappingsWasmPlugin, slimLibrariesPlugin],
  define: { ...shared.define, 'import.meta.url': '__here' },
})
for (const [file, { format }] of Object.entries(result.metafile.inputs))
  if (
    format === 'esm' &&
    existsSync(path.join(root, file)) &&
    /^export let /m.test(readFileSync(path.join(root, file), 'utf8'))
  )
    throw new Error(`${file} exports a binding that may change, which parts of the bundle would not see.`)
const packed = packParts(result.outputFiles, result.metafile.outputs, {
  entry: DOORS,
  starting: AT_EVERY_START,
  later: 'later.js',
})
mkdirSync(dist)
writeFileSync(path.join(dist, 'seaworthy.js'), packed.main)
writeFileSync(path.join(dist, 'later.js'), packed.rest)
const doorsOnly = { ...shared, plugins: [doorsAreBundled] }
await build({ ...doorsOnly, entryPoints: { action: 'src/action/main.ts', index: 'src/library-door.ts' } })
await build({
  ...doorsOnly,
  entryPoints: { cli: 'src/cli/main.ts', thread: 'src/thread.ts' },
  plugins: [doorsAreBundled, builtinsOnDemandPlugin],
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
})

writeFileSync(path.join(dist, 'index.cjs'), writeCommonJsDoor(['check', 'explain', 'publish', 'render']))
const types = bundleTypes(root, 'src/index.ts')
for (const name of ['index.d.ts', 'index.d.cts']) writeFileSync(path.join(dist, name), types)

const cli = path.join(dist, 'cli.js')
writeFileSync(cli, `#!/usr/bin/env node\n${readFileSync(cli, 'utf8')}`, { mode: 0o755 })
writeFileSync(path.join(dist, 'package.json'), '{"type":"module"}\n')
writeFileSync(path.join(dist, 'THIRD-PARTY-NOTICES.txt'), collectNotices(Object.keys(result.metafile.inputs)))

/** For `require('seaworthy')`: every function is asynchronous, so the module can be loaded at the first call. */
function writeCommonJsDoor(names) {
  const calls = names.map(
    (name) => `exports.${name} = async (...given) => (await import('./index.js')).${name}(...given)\n`,
  )
  return `'use strict'\n${calls.join('')}`
}

/** The licence texts of every package that went into the bundles, by name. */
function collectNotices(inputs) {
  const folders = new Map()
  for (const input of inputs) {
    const match = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(input)
    if (match) folders.set(match[1], match[2])
  }
  const blocks = []
  for (const [folder, name] of [...folders].sort((a, b) =>
    a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : a[0] < b[0] ? -1 : 1,
  )) {
    const { version, license } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'))
    const file = [
      'LICENSE',
      'LICENSE.md',
      'LICENSE.txt',
      'LICENCE',
      'LICENCE.md',
      'license',
      'license.md',
      'LICENSE-MIT',
      'LICENSE-MIT.txt',
    ]
      .map((candidate) => path.join(root, folder, candidate))
      .find((candidate) => existsSync(candidate))
    const text = file
      ? readFileSync(file, 'utf8').replace(/\r\n/g, '\n').trim()
      : '(the package carries no licence file)'
    blocks.push(`${name} ${version}\nLicence: ${license}\n\n${text}\n`)
  }
  return `The bundles in this folder contain the following packages.\n\n${blocks.join(`\n${'-'.repeat(80)}\n\n`)}`
}
