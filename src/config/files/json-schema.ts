import * as z from 'zod'
import type { AnyRule } from '../../model/rule.ts'
import { REPOSITORY_URL } from '../../model/version.ts'
import { buildPolicySchema } from '../policy/policy-schema.ts'
import { buildConfigSchema } from './config-schema.ts'

/** JSON Schema (draft 7, which every editor knows) of a configuration file, for completion and checks while typing. */
export function buildConfigJsonSchema(rules: readonly AnyRule[]): object {
  return buildJsonSchema('config.schema.json', 'Configuration of Seaworthy', buildConfigSchema(rules))
}

/** JSON Schema (draft 7) of an organisation's policy file. */
export function buildPolicyJsonSchema(rules: readonly AnyRule[]): object {
  return buildJsonSchema(
    'policy.schema.json',
    'Policy of an organisation for Seaworthy',
    buildPolicySchema(rules),
  )
}

/** The address of a schema, as a file names it in `$schema` or in its first comment. */
export const formatSchemaUrl = (file: string) =>
  `${REPOSITORY_URL.replace('https://github.com/', 'https://raw.githubusercontent.com/')}/main/schema/${file}`

function buildJsonSchema(file: string, title: string, schema: z.ZodType): object {
  const generated = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    // Our own note about options; editors have no use for it and strict validators refuse it.
    override: ({ jsonSchema }) => {
      delete (jsonSchema as Record<string, unknown>).stricter
    },
  })
  const { $schema, ...rest } = generated
  return { $schema, $id: formatSchemaUrl(file), title, ...rest }
}
