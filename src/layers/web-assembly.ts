/** What is used of it: the types that TypeScript has are the browsers'. */
declare const WebAssembly: {
  readonly Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer }
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (
    module: object,
    given: { search: { memory: object } },
  ) => { readonly exports: Readonly<Record<string, (...numbers: number[]) => number>> }
}

const PAGE = 65_536
const compiled = new Map<string, object>()

/** A function of a module and the memory that it works on, of so many bytes at least. */
export interface InMemory {
  readonly memory: ArrayBuffer
  readonly run: (...numbers: number[]) => number
}

/**
 * Makes memory for a module and takes a function out of it.
 * @param module in base64; compiled once
 */
export function loadWasmFunction(module: string, name: string, bytes: number): InMemory {
  const known = compiled.get(module) ?? new WebAssembly.Module(Buffer.from(module, 'base64'))
  compiled.set(module, known)
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) })
  const run = new WebAssembly.Instance(known, { search: { memory } }).exports[name]
  if (run === undefined) throw new Error(`The module has no function ${name}`)
  return { memory: memory.buffer, run }
}
