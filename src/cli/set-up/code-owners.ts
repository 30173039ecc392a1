/** Where GitHub looks for it, in its order (https://docs.github.com/repositories/…/about-code-owners). */
export const CODE_OWNERS_FILES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS']

/**
 * The text of CODEOWNERS with lines by which those who own everything approve what the gate goes by; null where nobody
 * owns everything, or the lines are there.
 * @param paths of the gate's files in the repository
 */
export function addGateOwners(text: string, paths: readonly string[]): string | null {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/(?:^|\s)#.*$/, '').trim())
  const owners = lines.findLast((line) => /^\*\s+\S/.test(line))?.replace(/^\*\s+/, '')
  const missing = paths.filter((path) => !lines.some((line) => line.split(/\s+/)[0] === `/${path}`))
  if (owners === undefined || missing.length === 0) return null
  const end = text.includes('\r\n') ? '\r\n' : '\n'
  const before = text === '' || text.endsWith('\n') ? text : text + end
  const added = missing.map((path) => `/${path.replaceAll(' ', '\\ ')} ${owners}`)
  return `${before}${end}# What Seaworthy goes by${end}${added.join(end)}${end}`
}
