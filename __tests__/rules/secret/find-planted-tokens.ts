import { expect } from '@jest/globals'
import providerToken from '../../../src/rules/secret/provider-token.ts'
import { redact } from '../../../src/secrets/redact.ts'
import { scanFiles } from '../../support/scan-files.ts'
import type { FORMS, Planted } from './planted.ts'

/** Holds that every token is found once, at the right address, where modules lie in a package in that form. */
export async function expectFoundOnce(
  form: (typeof FORMS)[string],
  planted: readonly Planted[],
): Promise<void> {
  const laid = planted.map((each) => ({ ...each, at: form(each) }))
  const findings = await scanFiles(Object.fromEntries(laid.map(({ at }) => [at.path, at.content])), {
    rules: [providerToken],
  })
  const places = findings.flatMap((finding) => finding.places.map((place) => ({ finding, place })))
  for (const { at, provider, token } of laid) {
    const here = places.filter(({ place }) => place.path === at.path)
    expect([provider.id, here.length]).toEqual([provider.id, 1])
    const [found] = here
    expect(found?.finding.message).toContain(provider.vendor)
    expect(found?.place.line).toBe(at.line)
    if (at.layer) expect(found?.place.layer).toMatch(at.layer)
    else expect(found?.place.layer).toBeNull()
    expect(found?.place.evidence).toBe(redact(token))
  }
  expect(places).toHaveLength(planted.length)
}
