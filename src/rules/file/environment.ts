import * as z from 'zod'
import { isTemplate, isTestData } from '../../knowledge/path-role.ts'
import { type Layer, layerPath } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import { environmentName, mayHoldVariables } from './content/environment-names.ts'
import { readEnvironment, type Variable } from './content/environment-syntax.ts'
import { isPlaceholder, looksReal } from './content/real-value.ts'

/** Encrypted values are made to be published (https://dotenvx.com/docs/features/encryption). */
function isHarmless({ name, value }: Variable): boolean {
  return value === '' || /^encrypted:/.test(value) || /^DOTENV_(?:PUBLIC_KEY|VAULT)/.test(name)
}

/** A name that many sorts of settings files share is not enough: the names must be spelled like variables too. */
function isLikeVariables(variables: readonly Variable[]): boolean {
  return variables.some(({ name }) => /^[A-Z][A-Z0-9_]*$/.test(name))
}

/** The first names, and how many there are. */
function listed(variables: readonly Variable[]): { names: string[]; count: number } {
  return { names: variables.slice(0, 3).map(({ name }) => name), count: variables.length }
}

function placeOf(layer: Layer, { name, value, index }: Variable) {
  return {
    layer,
    offset: Buffer.byteLength(layer.text.slice(0, index)),
    evidence: `${name}=… (${value.length} characters)`,
  }
}

export default defineRule({
  meta: {
    id: 'file/environment',
    title: 'Environment file',
    why: 'An environment file holds what a program needs to reach its database, its cloud account and its payment provider. npm leaves none of them out by itself, a global gitignore has no say, and names such as `.env-dylan`, `prod.env` or `README.env` escape most ignore lines.',
    fix: 'Leave the file out: name what ships in `files` of package.json, or add the file to .npmignore where there is no `files`. Replace every value in it that was ever published. Ship a template with empty values as `.env.example` instead.',
    severity: 'error',
    traits: { harm: 'credential', remedy: 'leave-out' },
    since: '0.1.0',
  },
  options: z.strictObject({
    templates: z
      .array(z.string().regex(/^[a-z0-9]+$/, 'is no word of lower-case letters and digits'))
      .default([])
      .describe('More words which, in a file name, say that the file is a template: `defaults`, `vorlage`.')
      .meta({ stricter: 'fewer' }),
  }),
  messages: {
    environment: {
      what: 'An environment file ships. It sets {count|variable|variables}, among them {names}.',
      why: 'Whoever installs the package can read its values.',
      fix: 'Leave it out of the tarball, and replace the values in it if they ever shipped.',
    },
    filled: {
      what: 'A template of an environment file holds values that look real, for {names}.',
      why: 'A template ships on purpose, so nobody looks for real values in it.',
      fix: 'Empty the values in the template, and replace them where they are used.',
    },
    unnamed: {
      what: 'A file without the name of an environment file is one. It sets {count|variable|variables}, among them {names}.',
      why: 'Its values look real, and whoever installs the package can read them.',
      fix: 'Leave it out of the tarball, and replace the values in it if they ever shipped.',
    },
  },
  layer(layer, context) {
    if (layer.kind === 'source-map') return
    const path = layerPath(layer)
    const kind = environmentName(path)
    if (kind === null || (kind === 'unnamed' && !mayHoldVariables(layer))) return
    const { variables, otherLines } = readEnvironment(layer.text)
    const set = variables.filter((variable) => !isHarmless(variable))
    const real = set.filter(({ name, value }) => looksReal(name, value))
    const isWhole = kind === 'unnamed' ? otherLines === 0 : real.length > 0 || otherLines <= variables.length
    const first = real[0] ?? set.find(({ value }) => !isPlaceholder(value)) ?? set[0]
    if (first === undefined || !isWhole || (kind !== 'canonical' && !isLikeVariables(set))) return

    const isFixture = isTemplate(path, context.options.templates) || isTestData(path)
    const at = placeOf(layer, first)
    if (kind === 'unnamed') {
      if (real.length > 0 && variables.length > 1)
        context.report({ message: 'unnamed', data: listed(real), at })
    } else if (!isFixture) context.report({ message: 'environment', data: listed(set), at })
    else if (real.length > 0) context.report({ message: 'filled', data: listed(real), at })
  },
})
