// Runs a TypeScript file of this repository: node scripts/run-typescript.js <file> [arguments…]
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const [file, ...rest] = process.argv.slice(2)
const folder = path.join(root, '.tmp', `run-${process.pid}`)
const outfile = path.join(folder, 'program.mjs')
mkdirSync(folder, { recursive: true })
/** What lies beside a file is looked for beside the file, not beside the bundle. */
const ownUrls = {
  name: 'own-urls',
  setup(builder) {
    builder.onLoad({ filter: /\/(?:__tests__|bench)\/.*\.ts$/ }, (found) => ({
      contents: readFileSync(found.path, 'utf8').replaceAll(
        'import.meta.url',
        JSON.stringify(pathToFileURL(found.path).href),
      ),
      loader: 'ts',
    }))
  },
}
try {
  await build({
    absWorkingDir: root,
    entryPoints: [file],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.15',
    packages: 'external',
    plugins: [ownUrls],
    loader: { '.wasm': 'binary' },
    logLevel: 'warning',
  })
  process.argv = [process.argv[0], path.resolve(root, file), ...rest]
  await import(pathToFileURL(outfile).href)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
