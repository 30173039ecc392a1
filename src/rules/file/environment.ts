import * as z from 'zod'
import { makeTemplateFolderTest } from '../../knowledge/template-folder.ts'
import { type BoundValue, bindContent } from '../../model/bound-value.ts'
import { findLayerPath } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import { recogniseEnvironmentName } from './content/environment-names.ts'
import { findVariables, listSwappedVariables } from './content/environment-variables.ts'
import { chooseMilderMessage, describePlace, listNames } from './content/environment-wording.ts'

/** A file without a value that anybody would keep, in a folder: a project that others start from may have it. */
interface Harmless {
  readonly path: string
  readonly line: number
  readonly evidence: string
  readonly content: BoundValue
  readonly data: ReturnType<typeof listNames>
}

function startHarmless(): Harmless[] {
  return []
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
    const path = findLayerPath(layer)
    const kind = recogniseEnvironmentName(path)
    if (layer.kind === 'binary') {
      const swapped = kind === null ? [] : listSwappedVariables(layer)
      if (swapped.length > 0)
        context.report({ message: 'swapped', data: { names: listNames(swapped).names }, at: { layer } })
      return
    }
    const found = kind === null ? null : findVariables(layer, kind)
    if (kind === null || found === null) return
    const { set, real, first } = found
    const at = describePlace(layer, first)
    const milder = chooseMilderMessage(layer, kind, context.options.templates)
    if (milder !== null) {
      if (real.length > 0) context.report({ message: milder, data: listNames(real), at })
    } else if (real.length > 0 || layer.trail.length > 0 || !path.includes('/'))
      context.report({ message: 'environment', data: listNames(set), at })
    else {
      const line = layer.text.slice(0, first.index).split(/\r\n|\r|\n/).length
      const content = bindContent(layer.bytes)
      context.memory(startHarmless).push({ path, line, evidence: at.evidence, content, data: listNames(set) })
    }
  },
  package(facts, context) {
    const harmless = context.memory(startHarmless)
    if (harmless.length === 0) return
    const isCopied = makeTemplateFolderTest(facts.byPath.keys(), facts.manifest)
    for (const { path, line, evidence, content, data } of harmless)
      if (!isCopied(path))
        context.report({ message: 'environment', data, at: { path, line, column: 1, evidence, content } })
  },
})
