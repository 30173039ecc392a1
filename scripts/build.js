// Bundles the command line and the Action into dist/, self-contained: what is committed runs without an install.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { mappingsWasmPlugin } from './mappings-wasm-plugin.js'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const dist = path.join(root, 'dist')
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))

rmSync(dist, { recursive: true, force: true })
/** Examples are for tests and docs: in the bundle they would be dead weight, and look like the very leaks they show. */
const withoutExamples = {
  name: 'without-examples',
  setup(builder) {
    builder.onLoad({ filter: /[\\/]src[\\/]rules[\\/][^\\/]+[\\/][^\\/]+\.ts$/ }, ({ path: file }) => {
      const source = readFileSync(file, 'utf8')
      // The formatter, which CI enforces, puts a rule's members at two spaces and closes them there.
      const contents = source.replace(
        /^ {2}examples: (\{\n[\s\S]*?\n {2}\}|[^\n]*),\n/m,
        '  examples: { bad: [], good: [] },\n',
      )
      return { contents, loader: 'ts' }
    })
  },
}

const result = await build({
  absWorkingDir: root,
  entryPoints: { cli: 'src/cli/main.ts', action: 'src/action/main.ts' },
  outdir: dist,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.15',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  minify: true,
  charset: 'utf8',
  legalComments: 'none',
  metafile: true,
  loader: { '.wasm': 'binary' },
  plugins: [mappingsWasmPlugin, withoutExamples],
  define: { SEAWORTHY_VERSION: JSON.stringify(manifest.version) },
  // Bundled CommonJS packages call require for node's own modules.
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
  logLevel: 'warning',
})

const cli = path.join(dist, 'cli.js')
writeFileSync(cli, `#!/usr/bin/env node\n${readFileSync(cli, 'utf8')}`, { mode: 0o755 })
writeFileSync(path.join(dist, 'package.json'), '{"type":"module"}\n')
writeFileSync(path.join(dist, 'THIRD-PARTY-NOTICES.txt'), notices(Object.keys(result.metafile.inputs)))

/** The licence texts of every package that went into the bundles, by name. */
function notices(inputs) {
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
