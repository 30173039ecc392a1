import * as z from 'zod'
import { isTemplate, softened } from '../../knowledge/path-role.ts'
import { templateFolders } from '../../knowledge/template-folder.ts'
import { type BoundValue, boundContent } from '../../model/bound-value.ts'
import { type Layer, layerChain, layerPath } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import { type EnvironmentName, environmentName, mayHoldVariables } from './content/environment-names.ts'
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

/** Names that a finding keeps. */
const NAMES_KEPT = 200

/** Names, of which a message shows the first, and how many there are. */
function listNames(variables: readonly Variable[]): { names: string[]; count: number } {
  return { names: variables.slice(0, NAMES_KEPT).map(({ name }) => name), count: variables.length }
}

function placeOf(layer: Layer, { name, value, index }: Variable) {
  return {
    layer,
    offset: Buffer.byteLength(layer.text.slice(0, index)),
    evidence: `${name}=… (${value.length} characters)`,
  }
}

/** A file without a value that anybody would keep, in a folder: a project that others start from may have it. */
interface Harmless {
  readonly path: string
  readonly line: number
  readonly evidence: string
  readonly content: BoundValue
  readonly data: ReturnType<typeof listNames>
}

/** Most values are sentences: texts of a program by name, in the language of its users. */
function isTranslation(set: readonly Variable[]): boolean {
  return set.filter(({ value }) => /\S\s+\S/.test(value)).length * 2 > set.length
}

/** What an editor keeps of a file that was being changed: its lines, each ended by a zero (Vim's `b0VIM`). */
function swappedText({ bytes }: Layer): string | null {
  if (bytes.toString('latin1', 0, 6) !== 'b0VIM ') return null
  const runs = bytes.toString('latin1').match(/[\x20-\x7e]{3,}/g) ?? []
  return runs.filter((run) => /^\s*(?:export\s+)?[A-Za-z_][A-Za-z0-9_]*=/.test(run)).join('\n')
}

export default defineRule({
  meta: {
    id: 'file/environment',
    title: 'Environment file',
    why: 'An environment file holds what a program needs to reach its database, its cloud account and its payment provider. npm does not leave them out by itself, a global gitignore does not count, and names such as `.env-dylan`, `prod.env` or `README.env` escape most ignore lines.',
    fix: 'Leave the file out: name what ships in `files` of package.json, or add the file to .npmignore where there is no `files`. Replace every value in it that was ever published. Ship a template with empty values as `.env.example` instead.',
    severity: 'error',
    traits: { harm: 'credential', remedy: 'leave-out', binds: 'content' },
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
      what: 'An environment file ships. It sets {count|variable|variables}: {names}.',
      why: 'Anyone who installs the package can read its values.',
      fix: 'Leave it out of the tarball, and replace the values in it if they ever shipped.',
    },
    filled: {
      what: 'A template of an environment file holds values that look real, for {names}.',
      why: 'A template ships on purpose, so nobody looks for real values in it.',
      fix: 'Empty the values in the template, and replace them where they are used.',
    },
    shown: {
      what: 'An environment file among tests or examples holds values that look real, for {names}.',
      why: 'They are most likely made up; if anything accepts them, everybody can use them.',
      fix: 'Make sure that nothing accepts them, or leave the folder out of the tarball.',
      severity: 'warning',
    },
    swapped: {
      what: "An editor's copy of an environment file ships, with values that look real for {names}.",
      why: 'Anyone who installs the package can read them.',
      fix: 'Delete the copy, and replace the values in it if they ever shipped.',
    },
    unnamed: {
      what: 'A file is an environment file under another name. It sets {count|variable|variables}: {names}.',
      why: 'Its values look real, and anyone who installs the package can read them.',
      fix: 'Leave it out of the tarball, and replace the values in it if they ever shipped.',
    },
  },
  layer(layer, context) {
    if (layer.kind === 'source-map') return
    const path = layerPath(layer)
    const kind = environmentName(path)
    if (layer.kind === 'binary') {
      const swapped = kind === null ? [] : swappedVariables(layer)
      if (swapped.length > 0)
        context.report({ message: 'swapped', data: { names: listNames(swapped).names }, at: { layer } })
      return
    }
    const found = kind === null ? null : variablesIn(layer, kind)
    if (kind === null || found === null) return
    const { set, real, first } = found
    const at = placeOf(layer, first)
    const milder = milderMessage(layer, kind, context.options.templates)
    if (milder !== null) {
      if (real.length > 0) context.report({ message: milder, data: listNames(real), at })
    } else if (real.length > 0 || layer.trail.length > 0 || !path.includes('/'))
      context.report({ message: 'environment', data: listNames(set), at })
    else {
      const line = layer.text.slice(0, first.index).split(/\r\n|\r|\n/).length
      const content = boundContent(layer.bytes)
      context
        .memory(() => [] as Harmless[])
        .push({ path, line, evidence: at.evidence, content, data: listNames(set) })
    }
  },
  package(facts, context) {
    const harmless = context.memory(() => [] as Harmless[])
    if (harmless.length === 0) return
    const isCopied = templateFolders(facts.byPath.keys(), facts.manifest)
    for (const { path, line, evidence, content, data } of harmless)
      if (!isCopied(path))
        context.report({ message: 'environment', data, at: { path, line, column: 1, evidence, content } })
  },
})

interface FoundVariables {
  /** Those with a value that says something. */
  readonly set: readonly Variable[]
  /** Those whose value looks real. */
  readonly real: readonly Variable[]
  /** The one to point at. */
  readonly first: Variable
}

/** The variables of an environment file; null for what is none, or sets nothing. */
function variablesIn(layer: Layer, kind: EnvironmentName): FoundVariables | null {
  if (kind === 'unnamed' && !mayHoldVariables(layer)) return null
  const { variables, otherLines } = readEnvironment(layer.text)
  const set = variables.filter((variable) => !isHarmless(variable))
  const real = realVariables(set)
  const first = real[0] ?? set.find(({ value }) => !isPlaceholder(value)) ?? set[0]
  if (first === undefined) return null
  if (kind === 'unnamed') {
    if (otherLines > 0 || variables.length === 1) return null
  } else if (real.length === 0 && otherLines > variables.length) return null
  if (kind !== 'canonical' && !(isLikeVariables(set) && (real.length > 0 || !isTranslation(set)))) return null
  return { set, real, first }
}

function swappedVariables(layer: Layer): Variable[] {
  return realVariables(readEnvironment(swappedText(layer) ?? '').variables)
}

/** The message for a file that counts only where its values look real; null for what must not ship whatever it sets. */
function milderMessage(layer: Layer, kind: EnvironmentName, templates: readonly string[]) {
  if (softened('environment', layerChain(layer)) !== null) return 'shown'
  if (kind === 'unnamed') return 'unnamed'
  return isTemplate(layerPath(layer), templates) ? 'filled' : null
}

function realVariables(variables: readonly Variable[]): Variable[] {
  return variables.filter((variable) => !isHarmless(variable) && looksReal(variable.name, variable.value))
}
