import { ManifestPositions } from '../../manifest/manifest-positions.ts'

const COMMAND = 'npx --yes seaworthy'

/**
 * The text of package.json with a `prepublishOnly` that ends with a check, nothing else in it moved; null where it has
 * one already, or the place cannot be found.
 */
export function addPrepublishCheck(text: string): string | null {
  const manifest = parse(text)
  if (manifest === null) return null
  const positions = new ManifestPositions(text)
  const scripts = isMembers(manifest.scripts) ? manifest.scripts : {}
  const { prepublishOnly: own } = scripts
  if (typeof own === 'string') {
    const range = positions.findRange(['scripts', 'prepublishOnly'])
    if (/\bseaworthy\b/.test(own) || range === null) return null
    const command = own.trim() === '' ? COMMAND : `${own} && ${COMMAND}`
    return text.slice(0, range.start) + JSON.stringify(command) + text.slice(range.end)
  }
  const last = Object.keys(scripts).at(-1)
  if (last !== undefined)
    return insertMember(text, positions, ['scripts', last], `"prepublishOnly": "${COMMAND}"`)
  const top = Object.keys(manifest).at(-1)
  if (top === undefined || manifest.scripts !== undefined) return null
  return insertMember(text, positions, [top], `"scripts": { "prepublishOnly": "${COMMAND}" }`)
}

/** A member behind another one, on a line of its own where that one has one. */
function insertMember(
  text: string,
  positions: ManifestPositions,
  after: readonly string[],
  member: string,
): string | null {
  const [key, value] = [positions.findRange(after, 'key'), positions.findRange(after)]
  if (key === null || value === null) return null
  const indent = text.slice(text.lastIndexOf('\n', key.start - 1) + 1, key.start)
  const end = text.includes('\r\n') ? '\r\n' : '\n'
  const between = /^[ \t]+$/.test(indent) ? `,${end}${indent}` : ', '
  return text.slice(0, value.end) + between + member + text.slice(value.end)
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return isMembers(value) ? value : null
  } catch {
    return null
  }
}

function isMembers(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
