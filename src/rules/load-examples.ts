import type { Examples } from '../model/example.ts'
import { RULES } from './index.ts'

/** The examples of a rule, which lie beside it, for tests and pages; never bundled. Throws where there are none. */
export async function loadExamples(id: string): Promise<Examples> {
  const module = (await import(`./${id}.examples.ts`)) as { default: Examples }
  return module.default
}

/** Every rule with its examples, in the order of the index. */
export async function loadAllExamples() {
  const all: { readonly rule: (typeof RULES)[number]; readonly examples: Examples }[] = []
  // One after the other: Jest loses modules that two imports ask for at once.
  for (const rule of RULES) all.push({ rule, examples: await loadExamples(rule.meta.id) })
  return all
}
