import * as z from 'zod'
import { pathRole } from '../../knowledge/path-role.ts'
import { defineRule } from '../../model/rule.ts'
import { isRawModule, PATH_ENDS, storySources, textsByPath } from './content/texts-by-path.ts'

/** Texts that make a table. */
const TABLE = 3

export default defineRule({
  meta: {
    id: 'source/embedded-text',
    title: 'Original source in strings',
    why: 'Some builds put the text of source files into the bundle as strings, by path: playgrounds, template tools, error overlays. Unlike a source map nobody expects it there, and no setting for maps takes it out.',
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
      what: '{path} is a source file as one string.',
      why: 'The text can be read as it was written.',
      fix: 'Look for what reads files as text in the build (`?raw`, `raw-loader`).',
      severity: { 'open-source': 'off', proprietary: 'warning' },
    },
    stories: {
      what: '{path} holds the source of {files|story|stories}, as Storybook shows it.',
      why: 'A built Storybook shows components and their code to whoever opens it.',
      fix: 'Leave the built Storybook out of the package.',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
  },
  keywords: [
    ...PATH_ENDS,
    'storysource',
    'originalsource',
    'module.exports = "',
    'export default "',
    'export default `',
    '= "import ',
    '="import ',
    "= 'import ",
    '= `import ',
  ],
  layer(layer, context) {
    const { path } = layer.entry
    if (layer.kind !== 'text' || /\.(md|mdx|map|lock)$/i.test(path) || pathRole(path) !== null) return
    const texts = textsByPath(
      layer.bytes,
      context.hits.filter(({ keyword }) => keyword.startsWith('.')),
    )
    const isData = !/\.[cm]?[jt]sx?$/i.test(path)
    // Two files by their path are chance in code, and a leak in data.
    const first = texts.length >= TABLE ? texts[0] : texts.find(({ isMember }) => isData || !isMember)
    if (first !== undefined) {
      const at = [{ layer, offset: first.offset }]
      if (texts.length >= TABLE)
        context.report({ message: 'table', data: { path, files: texts.length, first: first.path }, at })
      else context.report({ message: 'few', data: { path, first: first.path }, at })
    }
    const hasStories = context.hits.some(({ keyword }) => keyword.endsWith('source'))
    const files = hasStories ? storySources(layer.text) : 0
    if (files > 0) context.report({ message: 'stories', data: { path, files }, at: [{ layer }] })
    if (first === undefined && layer.trail.length === 0 && isRawModule(layer.bytes))
      context.report({ message: 'raw', data: { path }, at: [{ layer }] })
  },
})
