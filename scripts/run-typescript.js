// Runs a TypeScript file of this repository: node scripts/run-typescript.js <file> [arguments…]
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const [file, ...rest] = process.argv.slice(2)
const folder = path.join(root, '.tmp', `run-${process.pid}`)
const outfile = path.join(folder, 'program.mjs')
mkdirSync(folder, { recursive: true })
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
    loader: { '.wasm': 'binary' },
    logLevel: 'warning',
  })
  process.argv = [process.argv[0], path.resolve(root, file), ...rest]
  await import(pathToFileURL(outfile).href)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
