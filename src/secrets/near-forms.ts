import { LongRuns } from './long-runs.ts'
import { MOST_REACH } from './near-values.ts'
import type { Provider } from './providers/provider.ts'

/** What all forms have in common that are looked for near a vendor's name. */
export interface NearForm {
  readonly letters: Uint8Array
  readonly shortest: number
}

const formsByVendor = new Map<string, NearForm>()
const forms = new Map<string, NearForm>()

/** Vendors whose forms are alike share one, and so what is known of a text. */
export function formOf(keyword: string, providers: readonly Provider[]): NearForm {
  const known = formsByVendor.get(keyword)
  if (known !== undefined) return known
  const letters = new Uint8Array(256)
  for (const { format } of providers) {
    const own = format.letters
    for (let byte = 0; byte < 256; byte += 1) if (own[byte] === 1) letters[byte] = 1
  }
  const shortest = Math.max(1, Math.min(...providers.map(({ format }) => format.shortest)))
  const key = `${shortest} ${letters.join('')}`
  const form = forms.get(key) ?? { letters, shortest }
  forms.set(key, form)
  formsByVendor.set(keyword, form)
  return form
}

/** Whether anything near a vendor's name is long enough: most names are followed by code. */
export function mayBeNear(
  form: NearForm,
  { bytes, runs, behind }: { bytes: Buffer; runs: Map<NearForm, LongRuns>; behind: number },
): boolean {
  const own = runs.get(form) ?? new LongRuns(bytes, form.letters, form.shortest)
  runs.set(form, own)
  return own.isBetween(behind, behind + MOST_REACH)
}
