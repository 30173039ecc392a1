import { describeOptions } from '../src/config/files/describe-options.ts'
import type { AnyRule } from '../src/model/rule.ts'

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

function optionsTable(rule: AnyRule): string {
  const options = describeOptions(rule)
  if (options.length === 0) return 'None.'
  const rows = options.map(({ name, type, byDefault, description }) => {
    const fallback = byDefault === undefined ? '' : `\`${JSON.stringify(byDefault)}\``
    return `| \`${name}\` | ${type} | ${fallback} | ${description} |`
  })
  return ['| Option | Type | Default | |', '| :-- | :-- | :-- | :-- |', ...rows].join('\n')
}
