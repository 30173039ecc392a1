import { pathRole } from '../../../knowledge/path-role.ts'
import { hasHitOf, listHitsOf } from '../../../layers/keyword-hits.ts'
import type { Heed, Layer } from '../../../model/layer.ts'
import { findFencedTexts, findPackedTexts, PACK_MARKS } from './packed-texts.ts'
import { CELL_ENDS, PATH_ENDS, YAML_ENDS } from './path-ends.ts'
import {
  findTextsByPath,
  findTextsInForm,
  findTextsInTable,
  findTextsInYaml,
  isFollowed,
  type TextByPath,
} from './texts-by-path.ts'
import { findTextsInJson } from './texts-in-json.ts'

const PATHS = new Set(PATH_ENDS)
const YAML = new Set(YAML_ENDS)
const CELLS = new Set(CELL_ENDS)
const FORM = 'project[files]['
const FORMS = new Set([FORM])
const PACKED = new Set(PACK_MARKS)
/** Beginnings of blocks of code, behind a line in code style or plain. */
const FENCES = new Set(['`:\n\n```', '`\n\n```', '`\n```', '`:\n```', ':\n\n```', '**\n```', '**\n\n```'])

/** What to search for so that no source file is missed that lies somewhere as a string by its path. */
export const EMBEDDED_TEXT_KEYWORDS: readonly string[] = [
  ...PATH_ENDS,
  ...YAML_ENDS,
  ...CELL_ENDS,
  ...PACK_MARKS,
  ...FENCES,
  FORM,
]

/** What must stand behind a path; null for other keywords. */
export function findPathHeed(keyword: string): Heed | null {
  return PATHS.has(keyword) ? isFollowed : null
}

/** Texts that make a table. */
const TABLE = 3

/** Source files in a text, by their paths. */
export interface EmbeddedTexts {
  readonly message: 'table' | 'few'
  readonly files: number
  /** The one to point at. */
  readonly first: TextByPath
}

/** What strings by path come to in a file: a table of source files, or one to point at; null if they may be chance. */
export function judgeEmbeddedTexts(texts: readonly TextByPath[], path: string): EmbeddedTexts | null {
  const isTable = texts.length >= TABLE
  // Two files by their path are chance in code, and a leak in data.
  const isData = !/\.[cm]?[jt]sx?$/i.test(path)
  const first = isTable ? texts[0] : texts.find(({ isMember, isModule }) => isData || isModule || !isMember)
  return first === undefined ? null : { message: isTable ? 'table' : 'few', files: texts.length, first }
}

/**
 * Strings by path in a layer that are source files. Null for what is written to be read or tried; tools that document
 * code write the whole of it into their data.
 */
export function findTextsByPathInLayer(
  { entry: { path }, bytes }: Layer,
  hits: Layer['hits'],
): TextByPath[] | null {
  const packed = hasHitOf(hits, PACKED) && !isForTrying(path) ? findPackedTexts(bytes, hits) : []
  if (packed.length > 0) return packed
  const fenced = hasHitOf(hits, FENCES) && !isOfFolder(path) ? findFencedTexts(bytes) : []
  if (fenced.length > 0) return fenced
  const role = /\.(?:md|mdx)$/i.test(path) ? 'documentation' : pathRole(path)
  if (role === null) return findTexts(bytes, hits)
  if (role !== 'documentation' || !/\.json$/i.test(path)) return null
  return hasHitOf(hits, PATHS) ? findTextsInJson(bytes) : null
}

/** Whether a folder says that what is in it is for tests or examples; a whole repository in one text is no document. */
function isForTrying(path: string): boolean {
  return isOfFolder(path) && pathRole(`${path.slice(0, path.lastIndexOf('/') + 1)}x`) !== 'documentation'
}

/** Whether a folder says that what is in it is for tests or for reading; the name of the file is not asked. */
function isOfFolder(path: string): boolean {
  return pathRole(`${path.slice(0, path.lastIndexOf('/') + 1)}x`) !== null
}

function findTexts(bytes: Buffer, hits: Layer['hits']): TextByPath[] {
  if (hits.length === 0) return []
  const inForm = findTextsInForm(bytes, listHitsOf(hits, FORMS))
  if (inForm.length > 0) return inForm
  const inYaml = findTextsInYaml(bytes, listHitsOf(hits, YAML))
  if (inYaml.length > 0) return inYaml
  const cells = listHitsOf(hits, CELLS)
  const inTable = cells.length === 0 ? [] : findTextsInTable(bytes, cells)
  if (inTable.length > 0) return inTable
  const paths = listHitsOf(hits, PATHS)
  const byPath = findTextsByPath(bytes, paths)
  return byPath.length > 0 || paths.length === 0 ? byPath : findTextsInJson(bytes)
}
