import { createHash } from 'node:crypto'

/**
 * A name for a finding that stays the same while unrelated things change: from the package, the rule, the message
 * and the file it was first seen in. Positions, counts and evidence stay out, so that neither an edit above the place
 * nor a secret's value is in it.
 * @returns 16 hexadecimal digits.
 */
export function computeFingerprint(parts: {
  packageName: string | null
  rule: string
  message: string
  path: string | null
  layer: string | null
  /** Which of several findings that would have the same name otherwise, from 0. */
  ordinal: number
}): string {
  const { packageName, rule, message, path, layer, ordinal } = parts
  const identity = JSON.stringify([
    packageName,
    rule,
    message,
    path && removeHash(path),
    layer && removeHash(layer),
    ordinal,
  ])
  return createHash('sha256').update(identity).digest('hex').slice(0, 16)
}

/** Bundlers put a content hash into names (`index-B7x9Qk2a.js`); it changes with every build. In its place stands `*`. */
export function removeHash(path: string): string {
  return path.replace(/[-.](?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{8,20}(?=\.[a-z]+)/g, '-*')
}
