import * as z from 'zod'
import { findSofteningAt } from '../../knowledge/path-role.ts'
import { formatLayerChain } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'

export default defineRule({
  meta: {
    id: 'source-map/unreadable',
    title: 'Source map that cannot be read',
    why: 'What is meant to be a source map and cannot be parsed may still hold every line of your source: anyone who opens it in an editor can read it. Nobody can say what it gives away, so it must not go out unseen.',
    fix: 'Look at the file: build it again if it was cut off, or leave it out of the package.',
    severity: 'error',
    traits: { harm: 'source', subject: 'source-map', remedy: 'map' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    broken: {
      what: 'A source map cannot be read: {reason}.',
      why: 'It may still hold your source.',
      fix: 'Build it again, or leave it out of the package.',
    },
    target: {
      what: 'The code names {target} as its source map, but that file is not one.',
      why: 'It may still hold your source.',
      fix: 'Check the file, then leave it out of the package or correct the comment.',
    },
    script: {
      what: 'A file is named as a source map, but is a script.',
      why: 'Tools that look for the map find nothing; the script can be read like any other.',
      fix: 'Leave the file out of the package, or build the map again.',
      severity: 'warning',
    },
    shown: {
      what: 'A source map among tests or examples cannot be read.',
      why: 'It is most likely an example.',
      fix: 'Leave the folder out of the tarball, unless users run the tests.',
      severity: 'warning',
    },
  },
  layer(layer, context) {
    for (const { offset, reason } of layer.brokenMaps) {
      const at = offset === null ? { layer } : { layer, offset }
      if (findSofteningAt('map', formatLayerChain(layer)) !== null) context.report({ message: 'shown', at })
      else if (offset === null && isScript(layer.bytes)) context.report({ message: 'script', at })
      else context.report({ message: 'broken', data: { reason }, at })
    }
  },
  package({ references, maps, byPath }, context) {
    const readable = new Set(maps.map(({ path }) => path))
    for (const { path, trail, line, column, url, resolved } of references) {
      if (resolved === null || readable.has(resolved) || byPath.get(resolved)?.size === 0) continue
      const at = [{ path, trail, line, column, evidence: url }]
      if (findSofteningAt('map', path) !== null) context.report({ message: 'shown', at })
      else context.report({ message: 'target', data: { target: resolved }, at })
    }
  },
})

const HEAD = 4096

/** Whether what should be a map begins like a script or a style sheet, and has nothing of a map in it. */
function isScript(bytes: Buffer): boolean {
  const head = bytes
    .toString('latin1', 0, HEAD)
    .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/[^\n]*$/gm, '')
    .trimStart()
  const isCode =
    /^(?:["']use strict|[!;+(]*function\b|(?:var|let|const|class|import|export|return|if|try)\b|\(\(|[\w$.[\]]+ ?[=(]|[.#@*:]?[\w-][^{}"]{0,200}\{[\w-]+:)/.test(
      head,
    )
  return isCode && !MAP_MEMBERS.some((member) => bytes.includes(member))
}

const MAP_MEMBERS = ['sourcesContent', 'mappings', 'sourceRoot']
