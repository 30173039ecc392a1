import type { GateChange, PackageReport } from '../model/report.ts'
import { count, list } from './phrases.ts'

/** Things set aside that are written out. */
const SHOWN = 5

/**
 * What a change to the gate alone sets aside, as a sentence or two; null for every other change. Values in it are raw:
 * encode before printing.
 */
export function describeGateChange({ gateChange }: PackageReport): string | null {
  if (gateChange === null) return null
  const { files, wrongAtBase, setAside } = gateChange
  const alone = `This change touches the gate alone (${list(files.slice(0, SHOWN))}${files.length > SHOWN ? ', …' : ''})`
  const review = 'Only its review protects here.'
  if (wrongAtBase !== null)
    return `${alone} and is judged by its own configuration, because the base has none that can be read. ${review}`
  const shown = setAside.slice(0, SHOWN).map(describeSetAside)
  const more = setAside.length > SHOWN ? [`${count(setAside.length - SHOWN, 'more')}`] : []
  return `${alone}. It sets aside ${count(setAside.length, 'finding')} that the base has already: ${list([...shown, ...more])}. ${review}`
}

function describeSetAside({ rule, path, since, exact }: GateChange['setAside'][number]): string {
  const what = rule ?? 'content that could not be looked at'
  const when = since === null ? '' : exact ? ` (since ${since})` : ` (since ${since} or longer)`
  return `${what}${path === null ? '' : ` in ${path}`}${when}`
}
