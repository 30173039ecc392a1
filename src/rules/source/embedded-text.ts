import * as z from 'zod'
import { isNativeBuildFile } from '../../knowledge/native-build.ts'
import { pathRole } from '../../knowledge/path-role.ts'
import { declaresGenerator, makeTemplateTest } from '../../knowledge/template-folder.ts'
import { isPackedProgram } from '../../layers/binaries/program-files.ts'
import type { Layer } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import { CarriedLog } from './content/carried/carried-log.ts'
import { CARRIED_KEYWORDS, findCarriedHeed, findCarriedSources } from './content/carried/carried-texts.ts'
import {
  EMBEDDED_TEXT_KEYWORDS,
  type EmbeddedTexts,
  findPathHeed,
  findTextsByPathInLayer,
  judgeEmbeddedTexts,
} from './content/embedded-texts.ts'
import {
  countStorySources,
  findModuleInCode,
  isRawModule,
  RAW_KEYWORDS,
} from './content/modules-as-strings.ts'

export default defineRule({
  meta: {
    id: 'source/embedded-text',
    title: 'Original source in strings',
    why: 'Some builds put the text of source files into the bundle as strings, by path: playgrounds, template tools, error overlays. Nobody expects it there, and no setting for source maps removes it.',
    fix: 'Find the plugin or import that reads files as text (`?raw`, `import.meta.glob`, `raw-loader`, a virtual file system) and point it at what is meant to be public.',
    severity: { 'open-source': 'notice', proprietary: 'error' },
    traits: { harm: 'source', remedy: 'explain' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    table: {
      what: '{path} holds {files|file|files} of source as strings, by their paths: {first} and more.',
      why: 'The texts can be read as they were written.',
      fix: 'Look for what reads files as text in the build.',
      severity: { 'open-source': 'warning', proprietary: 'error' },
    },
    few: {
      what: '{path} holds the source of {first} as a string.',
      why: 'The text can be read as it was written.',
      fix: 'Look for what reads files as text in the build.',
      severity: { 'open-source': 'off', proprietary: 'error' },
    },
    written: {
      what: '{path} holds {files|file|files} of source as strings, as generators do: {first}{more}.',
      why: 'What a generator writes is meant to be read.',
      fix: 'Nothing, if this package writes them for its users.',
      severity: { 'open-source': 'off', proprietary: 'notice' },
    },
    raw: {
      what: '{path} holds a source file as one string.',
      why: 'The text can be read as it was written.',
      fix: 'Look for what reads files as text in the build (`?raw`, `raw-loader`).',
      severity: { 'open-source': 'off', proprietary: 'error' },
    },
    carried: {
      what: '{path} holds {files|whole source file|whole source files} as text, in {language}.',
      why: 'The text can be read as it was written, and nowhere else in the package.',
      fix: 'Look for what puts source files into the build’s output, and leave them out.',
      severity: { 'open-source': 'off', proprietary: 'error' },
    },
    stories: {
      what: '{path} holds the source of {files|story|stories}, as Storybook shows it.',
      why: 'A built Storybook shows components and their code to anyone who opens it.',
      fix: 'Leave the built Storybook out of the package.',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
  },
  keywords: [...EMBEDDED_TEXT_KEYWORDS, ...RAW_KEYWORDS, ...CARRIED_KEYWORDS],
  heeds: (keyword) => findPathHeed(keyword) ?? findCarriedHeed(keyword),
  alwaysFor: ['text', 'binary', 'decoded'],
  entry({ path }, context) {
    if (isNativeBuildFile(path)) context.memory(startLog).isNative = true
  },
  layer(layer, context) {
    const { path } = layer.entry
    if (/\.(?:map|lock)$/i.test(path) || isPackedProgram(layer.bytes)) return
    const told = layer.kind === 'text' ? findTold(layer, context.hits) : NOTHING
    const { embedded, stories, isRaw } = told
    if (embedded !== null) context.memory(startLog).strings.push({ layer, embedded })
    if (stories > 0) context.report({ message: 'stories', data: { path, files: stories }, at: [{ layer }] })
    if (isRaw) context.report({ message: 'raw', data: { path }, at: [{ layer }] })
    if (embedded !== null || stories > 0 || isRaw || !isForNobody(path)) return
    const carried = findCarriedSources(layer, context.hits)
    const module = carried.length > 0 || layer.kind !== 'text' ? null : findModuleInCode(layer, context.hits)
    context.memory(startLog).add(layer, module === null ? carried : [module])
  },
  package(facts, context) {
    const isGenerator = declaresGenerator(facts.manifest)
    for (const { layer, embedded } of context.memory(startLog).strings) {
      const { message, files, first } = embedded
      const data = { path: layer.entry.path, files, first: first.path }
      const at = [{ layer, offset: first.offset }]
      if (isGenerator)
        context.report({ message: 'written', data: { ...data, more: files > 1 ? ' and more' : '' }, at })
      else context.report({ message, data, at })
    }
    const isCopied = makeTemplateTest(facts.byPath.keys(), facts.manifest)
    for (const { place, files, language } of context.memory(startLog).listHidden(facts))
      if (isGenerator)
        context.report({
          message: 'written',
          data: { path: place.path, files, first: language, more: '' },
          at: [place],
        })
      else if (!isCopied(place.path))
        context.report({ message: 'carried', data: { path: place.path, files, language }, at: [place] })
  },
})

/** Whether nothing says that a file is for tests or for trying; pages of documents with the whole of a source are made by tools. */
function isForNobody(path: string): boolean {
  const role = pathRole(path)
  return role === null || role === 'documentation' || role === 'benchmark'
}

function startLog(): CarriedLog {
  return new CarriedLog()
}

interface Told {
  readonly embedded: EmbeddedTexts | null
  readonly stories: number
  readonly isRaw: boolean
}

const NOTHING: Told = { embedded: null, stories: 0, isRaw: false }

/** Texts by their paths, sources of stories, and whether the file is one string. */
function findTold(layer: Layer, hits: Layer['hits']): Told {
  const { path } = layer.entry
  const texts = findTextsByPathInLayer(layer, hits)
  if (texts === null) return NOTHING
  const embedded = judgeEmbeddedTexts(texts, path)
  const hasStories = hits.some(({ keyword }) => keyword.endsWith('source'))
  const stories = hasStories ? countStorySources(layer.text) : 0
  return {
    embedded,
    stories,
    isRaw: embedded === null && layer.trail.length === 0 && isRawModule(layer.bytes),
  }
}
