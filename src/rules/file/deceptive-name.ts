import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'
import { findDeception, makeSkeleton } from './content/deceptive-characters.ts'

/** Every folder and file whose name looks like that of another one beside it; the shallowest only. */
function findTwins(paths: Iterable<string>): { first: string; second: string }[] {
  const seen = new Map<string, string>()
  const told = new Set<string>()
  const found: { first: string; second: string }[] = []
  for (const path of paths) {
    const segments = path.split('/')
    for (let depth = 1; depth <= segments.length; depth++) {
      const part = segments.slice(0, depth).join('/')
      const looks = makeSkeleton(part)
      const other = seen.get(looks)
      if (other === undefined) seen.set(looks, part)
      else if (other !== part) {
        if (!told.has(part)) found.push({ first: other, second: part })
        told.add(part)
        break
      }
    }
  }
  return found
}

export default defineRule({
  meta: {
    id: 'file/deceptive-name',
    title: 'Deceptive file name',
    why: 'A name with control, invisible or direction-turning characters looks like another name in reviews, logs and terminals. Two names that differ only in case or in lookalike letters become one file on macOS and Windows, and readers mistake one for the other.',
    fix: 'Rename the file with plain, visible characters.',
    severity: 'error',
    traits: { harm: 'installation', remedy: 'explain' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    character: {
      what: 'A file name contains {sort} ({character}).',
      why: 'It looks like another name, or controls the terminal that prints it.',
      fix: 'Rename the file with plain, visible characters.',
    },
    twin: {
      what: 'Two names look the same: {first} and {second}.',
      why: 'On some file systems one replaces the other at install; elsewhere readers confuse them.',
      fix: 'Rename one of them.',
      severity: 'warning',
    },
  },
  entry(entry, context) {
    const deception = findDeception(entry.path)
    if (deception !== null) context.report({ message: 'character', data: { ...deception }, at: entry })
  },
  package(facts, context) {
    for (const { first, second } of findTwins(facts.byPath.keys()))
      context.report({ message: 'twin', data: { first, second }, at: [{ path: first }, { path: second }] })
  },
})
