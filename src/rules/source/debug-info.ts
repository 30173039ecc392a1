import * as z from 'zod'
import { readElfSectionNames } from '../../layers/binaries/elf-sections.ts'
import { readWasmCustomSections } from '../../layers/binaries/wasm-sections.ts'
import type { Layer } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'

/** Beginning of a program database (LLVM, "The MSF File Format"). */
const PDB = 'Microsoft C/C++ MSF 7.00'

const DWARF = /^\.z?debug_(info|line|str|abbrev)/

/** Little-endian Mach-O, file type MH_DSYM (mach-o/loader.h). */
const DSYM_TYPE = 10

export default defineRule({
  meta: {
    id: 'source/debug-info',
    title: 'Debug information in native code',
    why: 'Debug sections name every source file, function and variable, with the absolute paths of the build machine, and make up most of the size of a native file.',
    fix: 'Strip the release build (`strip --strip-debug`, `-C strip=debuginfo`, `wasm-opt --strip-debug`) and keep the symbols where only you can read them.',
    severity: { 'open-source': 'notice', proprietary: 'warning' },
    traits: { harm: 'source', remedy: 'explain' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    found: {
      what: 'Native code holds debug information: {kind}.',
      why: 'It names source files, functions and folders of the build machine.',
      fix: 'Strip the file, or leave the symbol file out of the package.',
    },
  },
  layer(layer, context) {
    if (layer.kind !== 'binary') return
    const kind = recogniseDebugInfo(layer)
    if (kind !== null) context.report({ message: 'found', data: { kind }, at: { layer } })
  },
})

function recogniseDebugInfo({ bytes }: Layer): string | null {
  if (bytes.toString('latin1', 0, PDB.length) === PDB) return 'a program database'
  if (
    bytes.length > 32 &&
    [0xfeedfacf, 0xfeedface].includes(bytes.readUInt32LE(0)) &&
    bytes.readUInt32LE(12) === DSYM_TYPE
  )
    return 'a dSYM bundle'
  const section =
    readWasmCustomSections(bytes).find(({ name }) => DWARF.test(name) || name === 'external_debug_info')
      ?.name ?? readElfSectionNames(bytes).find((name) => DWARF.test(name))
  return section === undefined ? null : `the section ${section}`
}
