import * as z from 'zod'
import { pathRole } from '../../knowledge/path-role.ts'
import type { Layer } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import { isRawModule, RAW_EXPORTS, rawExport, storySources } from './content/modules-as-strings.ts'
import { PACK_MARKS, packedTexts } from './content/packed-texts.ts'
import {
  CELL_ENDS,
  PATH_ENDS,
  type TextByPath,
  textsByPath,
  textsInForm,
  textsInTable,
  textsInYaml,
  YAML_ENDS,
} from './content/texts-by-path.ts'
import { textsInJson } from './content/texts-in-json.ts'

const PATHS = new Set(PATH_ENDS)
const YAML = new Set(YAML_ENDS)
const CELLS = new Set(CELL_ENDS)
const RAW = new Set(RAW_EXPORTS)
const FORM = 'project[files]['
/** Texts that make a table. */
const TABLE = 3

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
  keywords: [
    ...PATH_ENDS,
    ...YAML_ENDS,
    ...CELL_ENDS,
    ...PACK_MARKS,
    'storysource',
    'originalsource',
    'module.exports = "',
    'export default "',
    'export default `',
    '= "import ',
    '="import ',
    "= 'import ",
    '= `import ',
    '="export ',
    "='export ",
    '=`export ',
    '= "export ',
    '= `export ',
    ...RAW_EXPORTS,
    FORM,
  ],
  layer(layer, context) {
    const { path } = layer.entry
    if (layer.kind !== 'text' || /\.(?:map|lock)$/i.test(path)) return
    const texts = textsOf(layer, context.hits)
    if (texts === null) return
    const isData = !/\.[cm]?[jt]sx?$/i.test(path)
    // Two files by their path are chance in code, and a leak in data.
    const first =
      texts.length >= TABLE
        ? texts[0]
        : texts.find(({ isMember, isModule }) => isData || isModule || !isMember)
    if (first !== undefined) {
      const at = [{ layer, offset: first.offset }]
      if (texts.length >= TABLE)
        context.report({ message: 'table', data: { path, files: texts.length, first: first.path }, at })
      else context.report({ message: 'few', data: { path, first: first.path }, at })
    }
    const hasStories = context.hits.some(({ keyword }) => keyword.endsWith('source'))
    const files = hasStories ? storySources(layer.text) : 0
    if (files > 0) context.report({ message: 'stories', data: { path, files }, at: [{ layer }] })
    if (first !== undefined || layer.trail.length > 0) return
    if (isRawModule(layer.bytes)) context.report({ message: 'raw', data: { path }, at: [{ layer }] })
    else {
      const offset = rawExport(
        layer.bytes,
        context.hits.filter(({ keyword }) => RAW.has(keyword)),
      )
      if (offset !== null) context.report({ message: 'raw', data: { path }, at: [{ layer, offset }] })
    }
  },
})

function textsIn(bytes: Buffer, hits: Layer['hits']): TextByPath[] {
  const inForm = textsInForm(
    bytes,
    hits.filter(({ keyword }) => keyword === FORM),
  )
  if (inForm.length > 0) return inForm
  const inYaml = textsInYaml(
    bytes,
    hits.filter(({ keyword }) => YAML.has(keyword)),
  )
  if (inYaml.length > 0) return inYaml
  const cells = hits.filter(({ keyword }) => CELLS.has(keyword))
  const inTable = cells.length === 0 ? [] : textsInTable(bytes, cells)
  if (inTable.length > 0) return inTable
  const paths = hits.filter(({ keyword }) => PATHS.has(keyword))
  const byPath = textsByPath(bytes, paths)
  return byPath.length > 0 || paths.length === 0 ? byPath : textsInJson(bytes)
}

/** Null for what is written to be read or tried; tools that document code write the whole of it into their data. */
function textsOf({ entry: { path }, bytes }: Layer, hits: Layer['hits']): TextByPath[] | null {
  const packed = isOfFolder(path) ? [] : packedTexts(bytes, hits)
  if (packed.length > 0) return packed
  const role = /\.(?:md|mdx)$/i.test(path) ? 'documentation' : pathRole(path)
  if (role === null) return textsIn(bytes, hits)
  if (role !== 'documentation' || !/\.json$/i.test(path)) return null
  return hits.some(({ keyword }) => PATHS.has(keyword)) ? textsInJson(bytes) : null
}

/** Whether a folder says that what is in it is for tests or for reading; the name of the file is not asked. */
function isOfFolder(path: string): boolean {
  return pathRole(`${path.slice(0, path.lastIndexOf('/') + 1)}x`) !== null
}
