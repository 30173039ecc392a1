import { defineExamples } from '../../model/example.ts'
import rule from './debug-info.ts'

function makeWasm(section: string): Uint8Array {
  const body = [section.length, ...Buffer.from(section), 1, 2, 3]
  return Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0, body.length, ...body])
}

export default defineExamples(rule, {
  bad: [
    { message: 'found', title: 'DWARF in WebAssembly', files: () => ({ 'a.wasm': makeWasm('.debug_info') }) },
  ],
  good: [{ title: 'WebAssembly without it', files: () => ({ 'a.wasm': makeWasm('producers') }) }],
})
