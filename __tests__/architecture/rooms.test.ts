import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from '@jest/globals'
import { RULES } from '../../src/rules/index.ts'

/** The rooms of `src/` from the ground up, as docs/architecture.md draws them: each imports only from those before it. */
const ROOMS = [
  'text',
  'model',
  'knowledge',
  'manifest',
  'repository',
  'pack',
  'tarball',
  'layers',
  'archive',
  'secrets',
  'inventory',
  'contents',
  'scan',
  'rules',
  'config',
  'cause',
  'trace',
  'plan',
  'judge',
  'report',
  'baseline',
  'gate',
  'publish',
  'audit',
  'verify',
  'reporters',
  'library',
  'cli',
  'action',
]

const source = fileURLToPath(new URL('../../src/', import.meta.url))
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.split(path.sep).join('/'))

/** Relative imports, types and dynamic ones too, as paths from `src/`. */
function importsOf(file: string): string[] {
  const text = readFileSync(path.join(source, file), 'utf8')
  return [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"](\.[^'"]+)['"]/g)].map(([, specifier = '']) =>
    path.posix.join(path.posix.dirname(file), specifier),
  )
}

const imports = new Map(files.map((file) => [file, importsOf(file)]))
const roomOf = (file: string) => file.split('/')[0] ?? ''

describe('the rooms of src/', () => {
  test('every file is in a room', () => {
    expect(files.filter((file) => file.includes('/') && !ROOMS.includes(roomOf(file)))).toEqual([])
  })

  test('a room imports only from the rooms before it', () => {
    const upward = [...imports].flatMap(([file, targets]) =>
      targets
        .filter((target) => file.includes('/') && ROOMS.indexOf(roomOf(target)) > ROOMS.indexOf(roomOf(file)))
        .map((target) => `${file} → ${target}`),
    )
    expect(upward).toEqual([])
  })

  test('config takes the rules as an argument', () => {
    const reaching = [...imports].filter(
      ([file, targets]) =>
        ['config', 'cause', 'judge'].includes(roomOf(file)) &&
        targets.some((target) => roomOf(target) === 'rules'),
    )
    expect(reaching.map(([file]) => file)).toEqual([])
  })

  test('no rule is known by its id outside rules/: what others need is a trait', () => {
    const ids = RULES.map(({ meta }) => meta.id)
    const categories = [...new Set(ids.map((id) => `${id.split('/')[0]}/`))]
    const spelled = files
      .filter((file) => roomOf(file) !== 'rules')
      .filter((file) => {
        const code = readFileSync(path.join(source, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
        return [...ids, ...categories].some((id) => code.includes(`'${id}'`) || code.includes(`"${id}"`))
      })
    expect(spelled).toEqual([])
  })

  test('no files import each other in a circle, types included', () => {
    const circles: string[] = []
    const done = new Set<string>()
    const visit = (file: string, trail: readonly string[]): void => {
      if (trail.includes(file)) circles.push([...trail.slice(trail.indexOf(file)), file].join(' → '))
      if (done.has(file) || trail.includes(file)) return
      for (const target of imports.get(file) ?? []) visit(target, [...trail, file])
      done.add(file)
    }
    for (const file of files) visit(file, [])
    expect(circles).toEqual([])
  })
})
