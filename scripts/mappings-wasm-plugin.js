// source-map reads mappings.wasm from the folder it lies in, which a bundle does not have: puts the bytes into the bundle.
import { readFile } from 'node:fs/promises'
import path from 'node:path'

/** @type {import('esbuild').Plugin} */
export const mappingsWasmPlugin = {
  name: 'mappings-wasm',
  setup(build) {
    build.onLoad({ filter: /[\\/]source-map[\\/]lib[\\/]read-wasm\.js$/ }, async (module) => {
      const bytes = await readFile(path.join(path.dirname(module.path), 'mappings.wasm'), 'base64')
      return {
        contents: `module.exports = async () => Buffer.from('${bytes}', 'base64')\nmodule.exports.initialize = () => {}\n`,
        loader: 'js',
      }
    })
  },
}
