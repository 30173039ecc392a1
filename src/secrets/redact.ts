/** Characters of a secret that are ever shown. */
const SHOWN = 4
/** Of a short secret, less is shown, so that what is hidden stays hard to guess. */
const SHOWN_SHARE = 4

/**
 * All that leaves the process about a secret's value: its first four characters (fewer when it is short) and how many
 * there are.
 */
export function redact(value: string): string {
  const shown = value.slice(0, Math.min(SHOWN, Math.floor(value.length / SHOWN_SHARE)))
  return `${shown.replace(/[^\x20-\x7e]/g, '?')}… (${value.length} characters)`
}
