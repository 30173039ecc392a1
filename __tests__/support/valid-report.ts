import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

const SCHEMA = path.join(
  path.dirname(fileURLToPath(import.meta.url)),
  '..',
  '..',
  'schema',
  'report.schema.json',
)
let validate: ValidateFunction | null = null

/**
 * Holds a report, as the run printed or wrote it, against the JSON Schema that is published.
 * @throws Error with every violation.
 */
export function assertValidReport(text: string): void {
  validate ??= compile()
  if (validate(JSON.parse(text))) return
  const violations = (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
  throw new Error(`The report does not follow schema/report.schema.json:\n${violations.join('\n')}`)
}

function compile(): ValidateFunction {
  const ajv = new Ajv2020({ allErrors: true, strict: false })
  addFormats.default(ajv)
  return ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')))
}
