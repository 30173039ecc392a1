import * as z from 'zod'
import type { AnyRule } from '../src/rules/define.ts'

const BEGIN = '<!-- generated from the rule: edit src/rules and run `npm run generate` -->'
const END = '<!-- end of the generated part -->'

/** The page of a rule: a head made from its metadata, then what a person wrote below it, kept as it is. */
export function rulePage(rule: AnyRule, existing: string | null): string {
  const end = existing?.indexOf(END) ?? -1
  const prose = existing !== null && end !== -1 ? existing.slice(end + END.length) : '\n'
  return `${head(rule)}${prose.trim() === '' ? '\n' : prose}`
}

/** The table of all rules. */
export function rulesTable(rules: readonly AnyRule[], folder: string): string {
  const rows = rules.map(
    ({ meta }) =>
      `| [\`${meta.id}\`](${folder}${meta.id}.md) | ${meta.title} | ${meta.severity['open-source']} | ${meta.severity.proprietary} |`,
  )
  return ['| Rule | Finds | open-source | proprietary |', '| :-- | :-- | :-- | :-- |', ...rows].join('\n')
}

function head(rule: AnyRule): string {
  const { meta, messages, examples } = rule
  const said = Object.values(messages).map((message) => {
    const severity = message.severity
    const own = severity === undefined ? '' : ` (${severity['open-source']} / ${severity.proprietary})`
    return `- ${message.what}${own}`
  })
  return [
    BEGIN,
    '',
    `# ${meta.id}`,
    '',
    `**${meta.title}**`,
    '',
    '| open-source | proprietary | since |',
    '| :-- | :-- | :-- |',
    `| ${meta.severity['open-source']} | ${meta.severity.proprietary} | ${meta.since} |`,
    '',
    '## Why it matters',
    '',
    meta.why,
    '',
    '## What to do',
    '',
    meta.fix,
    '',
    '## What it says',
    '',
    ...said,
    '',
    '## Examples',
    '',
    ...examples.bad.map((example) => `- Found: ${example.title}`),
    ...examples.good.map((example) => `- Passed: ${example.title}`),
    '',
    '## Options',
    '',
    optionsTable(rule),
    '',
    END,
  ].join('\n')
}

interface Property {
  type?: string
  enum?: unknown[]
  default?: unknown
  description?: string
}

function optionsTable(rule: AnyRule): string {
  const schema = z.toJSONSchema(rule.options, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, Property>
  }
  const properties = Object.entries(schema.properties ?? {})
  if (properties.length === 0) return 'None.'
  const rows = properties.map(([name, property]) => {
    const type = property.enum
      ? property.enum.map((value) => `\`${String(value)}\``).join(', ')
      : (property.type ?? 'any')
    const fallback = property.default === undefined ? '' : `\`${JSON.stringify(property.default)}\``
    return `| \`${name}\` | ${type} | ${fallback} | ${property.description ?? ''} |`
  })
  return ['| Option | Type | Default | |', '| :-- | :-- | :-- | :-- |', ...rows].join('\n')
}
