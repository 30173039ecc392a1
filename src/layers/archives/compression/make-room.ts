import { createRequire } from 'node:module'

/** Bytes from which what is no longer used is worth looking for. */
const MANY = 32 * 1024 ** 2

/**
 * Gives back the memory of what is no longer used before much more of it is taken. The engine waits with that until its
 * own objects are many, and a text that was unpacked is one object, whatever its size: the next one would come on top.
 */
export function makeRoom(bytes: number): void {
  if (bytes >= MANY && process.memoryUsage().arrayBuffers >= MANY) findCollector()()
}

let known: (() => void) | null = null

/** The engine's collector, which it shows only while a flag is set. */
function findCollector(): () => void {
  if (known !== null) return known
  // Few runs need these, and every start would load them.
  const load = createRequire(import.meta.url)
  const { setFlagsFromString }: typeof import('node:v8') = load('node:v8')
  const { runInNewContext }: typeof import('node:vm') = load('node:vm')
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  // Compiled code is kept by the flags (src/compiled-bundle.ts).
  setFlagsFromString('--no-expose-gc')
  known = typeof collect === 'function' ? () => void collect() : () => {}
  return known
}
