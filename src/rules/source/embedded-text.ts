import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'
import { EMBEDDED_TEXT_KEYWORDS, embeddedTexts, textsByPathOf } from './content/embedded-texts.ts'
import { isRawModule, RAW_KEYWORDS, rawExport, storySources } from './content/modules-as-strings.ts'

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
    },
    few: {
      what: '{path} holds the source of {first} as a string.',
      why: 'The text can be read as it was written.',
      fix: 'Look for what reads files as text in the build.',
      severity: { 'open-source': 'off', proprietary: 'error' },
    },
    raw: {
      what: '{path} holds a source file as one string.',
      why: 'The text can be read as it was written.',
      fix: 'Look for what reads files as text in the build (`?raw`, `raw-loader`).',
      severity: { 'open-source': 'off', proprietary: 'error' },
    },
    stories: {
      what: '{path} holds the source of {files|story|stories}, as Storybook shows it.',
      why: 'A built Storybook shows components and their code to anyone who opens it.',
      fix: 'Leave the built Storybook out of the package.',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
  },
  keywords: [...EMBEDDED_TEXT_KEYWORDS, ...RAW_KEYWORDS],
  layer(layer, context) {
    const { path } = layer.entry
    if (layer.kind !== 'text' || /\.(?:map|lock)$/i.test(path)) return
    const texts = textsByPathOf(layer, context.hits)
    if (texts === null) return
    const embedded = embeddedTexts(texts, path)
    if (embedded !== null) {
      const { message, files, first } = embedded
      const at = [{ layer, offset: first.offset }]
      if (message === 'table') context.report({ message, data: { path, files, first: first.path }, at })
      else context.report({ message, data: { path, first: first.path }, at })
    }
    const hasStories = context.hits.some(({ keyword }) => keyword.endsWith('source'))
    const files = hasStories ? storySources(layer.text) : 0
    if (files > 0) context.report({ message: 'stories', data: { path, files }, at: [{ layer }] })
    if (embedded !== null || layer.trail.length > 0) return
    if (isRawModule(layer.bytes)) context.report({ message: 'raw', data: { path }, at: [{ layer }] })
    else {
      const offset = rawExport(layer.bytes, context.hits)
      if (offset !== null) context.report({ message: 'raw', data: { path }, at: [{ layer, offset }] })
    }
  },
})
