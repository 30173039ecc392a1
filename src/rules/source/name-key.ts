import * as z from 'zod'
import { isTestData, pathRole } from '../../knowledge/path-role.ts'
import { findLayerPath, type Layer } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import {
  HEAD,
  isListOfNames,
  isRenamingReport,
  LARGEST_JSON,
  NAME_KEY_KEYWORDS,
  recogniseNameKeyOfJson,
  recogniseNameKeyOfText,
} from './content/name-key-kind.ts'

export default defineRule({
  meta: {
    id: 'source/name-key',
    title: 'Key to minified or obfuscated names',
    why: 'Whoever minifies or obfuscates a program does it so that its names cannot be read. The file in which the tool notes which name became which turns every one of them back, with the names of packages, classes and files. Only the build, and the service that reads crash reports, need it.',
    fix: 'Keep the file with the build, upload it where crashes are read, and leave it out of the package.',
    severity: { 'open-source': 'notice', proprietary: 'error' },
    traits: { harm: 'source', remedy: 'leave-out' },
    since: '0.2.0',
  },
  options: z.strictObject({}),
  messages: {
    key: {
      what: '{path} turns names in the program back into the original ones: it is {kind}.',
      why: 'With it the program reads as if its names had never been replaced.',
      fix: 'Leave it out of the package, and keep it where crash reports are read.',
    },
    list: {
      what: '{path} lists classes and members of the program by their own names, as R8 and ProGuard print them.',
      why: 'It tells what there is in the program, also what was removed or renamed.',
      fix: 'Leave it out of the package.',
      severity: { 'open-source': 'off', proprietary: 'warning' },
    },
  },
  keywords: NAME_KEY_KEYWORDS,
  alwaysFor: ['text'],
  layer(layer, context) {
    if (layer.kind !== 'text' || IS_CODE.test(layer.entry.path)) return
    const path = findLayerPath(layer)
    if (isTestData(path) || pathRole(path) === 'documentation') return
    const kind = recogniseKind(layer, context.hits.length > 0)
    if (kind !== null) context.report({ message: 'key', data: { path, kind }, at: [{ layer }] })
    else if (MAY_LIST.test(path) && isListOfNames(layer.bytes.toString('utf8', 0, HEAD)))
      context.report({ message: 'list', data: { path }, at: [{ layer }] })
  },
})

/** Most files of a package, in which no such key lies as a text. */
const IS_CODE = /\.(?:[cm]?[jt]sx?|css|md|html?)$/i
/** Names that say nothing of what is in the file. */
const MAY_LIST = /\.(?:txt|map|out|report|log)$|\/[^.]+$|^[^.]+$/i

/** Members of the caches of manglers; components have `props` too. */
const NAMES_OF_TOOLS = ['"vars"', '"globalIdentifiers"']

function recogniseKind(layer: Layer, hasKeyword: boolean): string | null {
  const path = findLayerPath(layer)
  if (/^\s*[[{]/.test(layer.bytes.toString('latin1', 0, 64))) {
    if (layer.bytes.length > LARGEST_JSON) return null
    return (hasKeyword && NAMES_OF_TOOLS.some((name) => layer.bytes.includes(name))) || mayBeNames(layer)
      ? recogniseNameKeyOfJson(layer)
      : null
  }
  if (hasKeyword && !/\.(?:[cm]?[jt]sx?|md|html?)$/i.test(path)) {
    const kind = recogniseNameKeyOfText(layer.bytes.toString('utf8', 0, HEAD))
    if (kind !== null) return kind
  }
  return MAY_LIST.test(path) && isRenamingReport(layer.bytes.toString('utf8', 0, HEAD))
    ? 'a renaming report of the Closure Compiler'
    : null
}

/** A list or object that begins with a name and a short one: the rest of it is not read for anything else. */
function mayBeNames({ bytes }: Layer): boolean {
  const head = bytes.toString('latin1', 0, 512)
  return /^[[{]\s*"[\w$.@&|=<>[\]+*/%~^ -]{3,120}"\s*[:,]\s*(?:"[\w$]{1,4}"|false|"[^"]{1,120}",\s*"[^"]{1,120}",\s*"\w{1,4}")/.test(
    head,
  )
}
