import type { MapSource } from '../../model/source-map-document.ts'

/** A component of one file, with what tells apart the modules that its loader makes of it: `App.vue?vue&type=script`. */
const PART = /\.(?:vue|svelte)\?/
/** A block of a component as it was written. */
const BLOCK = /^[ \t]*<(?:script|template|style)\b/m

/**
 * Names of sources that a loader made of a component which the same map has as it was written: they are the same file
 * once more, taken apart or compiled. Where the whole component is not there, its parts are all that gives it away.
 */
export function findComponentParts(sources: readonly MapSource[]): ReadonlySet<string> {
  const parts = sources.filter(({ name }) => name !== null && PART.test(name)).filter((one) => !isWhole(one))
  if (parts.length === 0) return NONE
  const files = new Set(parts.map(({ path }) => removeQuery(path)))
  const whole = new Set(
    sources
      .map((one) => [removeQuery(one.path), one] as const)
      .filter(([file, one]) => files.has(file) && isWhole(one))
      .map(([file]) => file),
  )
  return new Set(
    parts.flatMap(({ name, path }) => (name !== null && whole.has(removeQuery(path)) ? [name] : [])),
  )
}

const NONE: ReadonlySet<string> = new Set()

const isWhole = ({ content }: MapSource): boolean => content !== null && BLOCK.test(content)

const removeQuery = (path: string): string => path.replace(/\?.*$/, '')
