import { type DescribedOption, describeOptions } from '../src/config/files/describe-options.ts'
import type { AnyRule } from '../src/model/rule.ts'
import type { Traits } from '../src/model/traits.ts'

type Remedy = NonNullable<Traits['remedy']>

const LEAVE_OUT = [
  '- **With `files` in package.json** (npm, pnpm, Yarn, Bun): name what ships, or take it back after what lets it in, from the package root: `"files": ["dist", "!dist/secret.json"]`. npm 10 and 11 read a pattern without a slash at any depth, so begin with `/` where only the root is meant.',
  '- **Without `files`**: a line in `.npmignore`. It replaces `.gitignore` for packing; Yarn and Bun read it the same way.',
  '- **Always packed**, whatever the lists say: package.json, README, LICENSE and what `main` and `bin` name. Rename or move such a file.',
  '- **What the build copies** (`publicDir` of Vite, `copy` plugins of Rollup, esbuild, webpack, tsup and Parcel) comes back with the next build: end it there.',
]

const WITHOUT_MAP = [
  '| Tool | Setting |',
  '| :-- | :-- |',
  '| esbuild, Bun | drop `--sourcemap`, or `sourcemap: false` |',
  '| tsup, tsdown, unbuild | `sourcemap: false` |',
  '| Vite | `build.sourcemap: false` |',
  '| Rollup, Rolldown | `output.sourcemap: false` |',
  '| webpack, Rspack | `devtool: false` and `mode: "production"` |',
  '| TypeScript | `"sourceMap": false`, `"inlineSourceMap": false`, `"declarationMap": false` |',
  '| SWC, Babel | `sourceMaps: false` |',
  '| Parcel | `--no-source-maps` |',
]

const WITHOUT_TEXT = [
  'Maps may stay without the texts in them:',
  '',
  '| Tool | Setting |',
  '| :-- | :-- |',
  '| esbuild | `--sources-content=false`, or `sourcesContent: false` |',
  '| Rollup, Rolldown | `output.sourcemapExcludeSources: true` |',
  '| webpack, Rspack | `devtool: "nosources-source-map"` |',
  '| TypeScript | `"inlineSources": false` |',
]

const BY_REMEDY: Readonly<Record<Remedy, readonly string[]>> = {
  'leave-out': LEAVE_OUT,
  map: ['Turn the maps off in the build that is published:', '', ...WITHOUT_MAP],
  'map-text': ['Turn the maps off in the build that is published:', '', ...WITHOUT_MAP, '', ...WITHOUT_TEXT],
  'map-reference': [
    'Ship the map that the comment names, or end both in the build:',
    '',
    ...WITHOUT_MAP,
    '',
    'A map for your own error tracker is made without the comment by `sourcemap: "hidden"` (Vite, Rollup), `--sourcemap=external` (esbuild) and `devtool: "hidden-source-map"` (webpack); keep it out of `files`.',
  ],
  'evaluated-code': [
    'Publish what the production mode builds:',
    '',
    '| Tool | Setting |',
    '| :-- | :-- |',
    '| webpack, Rspack | `mode: "production"`, and no `devtool` whose name begins with `eval` |',
    '| Vite | `vite build`, never what `vite` serves |',
    '| Next.js | `next build` |',
    '| Parcel | `parcel build` |',
  ],
  'files-list': [
    'Name what ships in package.json, for every packer alike: `"files": ["dist"]`. `npx seaworthy fix` proposes the shortest list that keeps the entry points.',
  ],
  explain: LEAVE_OUT,
}

/** How each packer or bundler is told; empty where the remedy is none of a tool. */
export function describeRemedy({ meta }: AnyRule): string[] {
  const lines = meta.traits.remedy === undefined ? [] : BY_REMEDY[meta.traits.remedy]
  const first =
    meta.traits.remedy === undefined || meta.traits.remedy === 'explain'
      ? []
      : ['`npx seaworthy fix` shows the edit, tried before you see it; `--write` makes it.', '']
  return lines.length === 0 ? [] : ['', '## Packer by packer, tool by tool', '', ...first, ...lines]
}

/** Values for options that have none of their own to show. */
const SAMPLES: Readonly<Record<string, unknown>> = {
  allow: ['docs.example.com'],
  allowedHosts: ['cdn.example.com'],
  contents: ['dist/**', 'README.md'],
  domains: ['corp.example.com'],
  environment: ['DEPLOY_TOKEN'],
  hosts: ['api.example.com'],
  names: ['builder'],
  patterns: ['NX-[0-9]{4}'],
  templates: ['vorlage'],
  terms: ['nautilus'],
}

/** The rule in a configuration, with its options. */
export function describeConfiguration(rule: AnyRule): string[] {
  const { id, severity } = rule.meta
  const other = severity.proprietary === 'error' ? 'warning' : 'error'
  const options = describeOptions(rule)
  const value =
    options.length === 0
      ? [`  ${id}: ${other}`]
      : [
          `  ${id}:`,
          `    severity: ${other}`,
          '    options:',
          ...options.map((option) => `      ${option.name}: ${JSON.stringify(makeSample(option))}`),
        ]
  return ['', '```yaml seaworthy', 'rules:', ...value, '```']
}

function makeSample({ name, type, byDefault }: DescribedOption): unknown {
  if (byDefault !== undefined && !(Array.isArray(byDefault) && byDefault.length === 0)) return byDefault
  return SAMPLES[name] ?? (type === 'number' ? 500 : '5 MB')
}

const BOUND: Readonly<Record<NonNullable<Traits['binds']>, string>> = {
  group: 'It holds for the values that are there now: another one, or one more, is a new finding.',
  content: 'It holds for the content that is there now: once that changes, the finding is back.',
  said: 'It holds for what the finding says now: the same rule with something else to say is a new finding.',
  amount: 'It holds for as many files and lines as there are now: more of them are a new finding.',
}

/** How a finding of the rule is set aside, and for how much that holds. */
export function describeException({ meta }: AnyRule): string[] {
  const { binds, setAside } = meta.traits
  return [
    '',
    '## Setting it aside',
    '',
    'Where it is meant to ship, write an exception with a reason and an end; the fingerprint stands beside the finding:',
    '',
    '    npx seaworthy suppress 615e833ffa1767b4 --reason "why this may ship" --expires 2027-03-31',
    '',
    [
      binds === undefined ? 'It holds for the place.' : BOUND[binds],
      'Every report lists it.',
      ...(setAside === 'never' ? ['`seaworthy init --suppress-existing` does not set it aside.'] : []),
    ].join(' '),
  ]
}
