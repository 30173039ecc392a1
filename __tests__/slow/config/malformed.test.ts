import path from 'node:path'
import { expect, test } from '@jest/globals'
import { loadConfig } from '../../../src/config/files/load-config.ts'
import { readPolicy } from '../../../src/config/policy/read-policy.ts'
import { formatConfigError } from '../../../src/model/config-error.ts'
import { SAMPLE_RULES } from '../../config/sample-rules.ts'
import { temporaryFolder } from '../../config/temporary-repository.ts'

const SOUND = `# Ours.
profile: proprietary
fail-on: warning
limits:
  depth: 3
  entry-bytes: 64 MiB
rules:
  secret/private-key: error
  internal/host:
    severity: warning
    options:
      domains: [corp.example, "intern.example"]
      shape: plain
overrides:
  - paths: ["vendor/**", dist]
    rules:
      internal/host: off
packages:
  "packages/*":
    fail-on: notice
suppressions:
  - rule: source-map/embedded-source
    path: dist/**
    reason: agreed
    expires: 2027-03-31
`

/** A small generator of pseudo-random numbers (mulberry32), so that every run tests the same 200. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

type Damage = (text: string, next: () => number) => string

const pick = <T>(list: readonly T[], next: () => number): T => list[Math.floor(next() * list.length)] as T

/** Lines that set something, with the key's place. */
function keys(text: string): { start: number; end: number; key: string }[] {
  return [...text.matchAll(/^([ -]*)((?:"[^"]+"|[a-z][a-z/-]*))(?=:)/gm)].map((match) => {
    const start = match.index + (match[1] ?? '').length
    return { start, end: start + (match[2] ?? '').length, key: match[2] ?? '' }
  })
}

const VALUES = [
  '[]',
  '{}',
  '{a: 1}',
  '[[1]]',
  '-7',
  '1e99',
  'null',
  '""',
  '"\\u0000"',
  '~',
  'yes',
  '3.5',
  '"🚢"',
  '2027-13-45',
]

const DAMAGES: Record<string, Damage> = {
  'a letter of a key is lost': (text, next) => {
    const { start, end } = pick(
      keys(text).filter(({ key }) => !key.startsWith('"')),
      next,
    )
    const at = start + Math.floor(next() * (end - start))
    return text.slice(0, at) + text.slice(at + 1)
  },
  'a key is doubled': (text, next) => {
    const { start, end } = pick(
      keys(text).filter(({ key }) => !key.startsWith('"')),
      next,
    )
    return text.slice(0, end) + text.slice(start, end) + text.slice(end)
  },
  'a value has the wrong form': (text, next) => {
    const lines = text.split('\n')
    const valued = lines.flatMap((line, index) =>
      /^ +(?:- )?[a-z/-]+: \S|^(?:profile|fail-on): /.test(line) && !/shape|reason|path:/.test(line)
        ? [index]
        : [],
    )
    const at = pick(valued, next)
    lines[at] = (lines[at] ?? '').replace(
      /: .*/,
      `: ${pick(
        VALUES.filter((value) => !/entry|depth/.test(lines[at] ?? '') || value !== '3'),
        next,
      )}`,
    )
    return lines.join('\n')
  },
  'an indent is off': (text, next) => {
    const lines = text.split('\n')
    const nested = lines.flatMap((line, index) => (/^ {2,}[a-z]/.test(line) ? [index] : []))
    const at = pick(nested, next)
    lines[at] = pick([' ', '\t', '     '], next) + (lines[at] ?? '').trimStart()
    return lines.join('\n')
  },
  'a line is broken off': (text, next) => {
    const lines = text.split('\n').slice(0, -1)
    const at = 1 + Math.floor(next() * (lines.length - 1))
    lines[at] =
      `${(lines[at] ?? '').slice(0, 2 + Math.floor(next() * 6))}${pick(['{', '[', '"', '&', '*x', '!!map', '@', '`', '%'], next)}`
    return lines.join('\n')
  },
  'bytes are thrown in': (text, next) => {
    const at = Math.floor(next() * text.length)
    return (
      text.slice(0, at) +
      pick(['\0', '\u0007', ': : :', '\n- x\n', '\n?\n', '}{', ']['], next) +
      text.slice(at)
    )
  },
  'it is not a map': (_, next) =>
    pick(['- a\n- b\n', '"text"\n', '42\n', 'true\n', '[profile, auto]\n', '--- a\n--- b\n'], next),
  'a key comes from elsewhere': (text, next) =>
    `${pick(['ignore', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'severity', 'suppress', 'off', '42', '"a: b"'], next)}: ${pick(VALUES, next)}\n${text}`,
}

const CASES = Array.from({ length: 200 }, (_, seed) => {
  const names = Object.keys(DAMAGES)
  const name = names[seed % names.length] ?? ''
  const next = random(seed + 1)
  // A damage can happen to leave a sound file; then the next one of its kind is taken.
  return { name, seed, texts: Array.from({ length: 4 }, () => DAMAGES[name]?.(SOUND, next) ?? '') }
})

async function errorsOf(text: string) {
  const root = temporaryFolder({ 'seaworthy.yml': text })
  const loaded = await loadConfig({
    directory: path.join(root),
    repositoryRoot: root,
    configFile: null,
    rules: SAMPLE_RULES,
    packageName: 'x',
  })
  return loaded.ok ? null : loaded.errors
}

test('the file that is damaged below is sound', async () => {
  expect(await errorsOf(SOUND)).toBeNull()
})

test.each(CASES)('malformed $seed: $name', async ({ texts }) => {
  for (const text of texts) {
    const errors = await errorsOf(text)
    if (errors === null) continue
    expect(errors.length).toBeGreaterThan(0)
    for (const error of errors) {
      expect(formatConfigError(error)).toMatch(/^seaworthy\.yml:\d+:\d+: [A-Z"].*[.?]$/s)
      expect(error.line).toBeLessThanOrEqual(text.split('\n').length)
      expect(error.message).not.toMatch(/\bat \w+ \(|undefined|\[object|NaN/)
    }
    return
  }
  throw new Error('none of the damaged files was refused')
})

test('what is accepted after damage is a sound file that says something else, never half of one', async () => {
  let accepted = 0
  for (const { texts } of CASES) for (const text of texts) if ((await errorsOf(text)) === null) accepted += 1
  expect(accepted).toBeLessThan(CASES.length * 4 * 0.1)
})

test('a damaged policy is refused as well', async () => {
  const sound = 'fail-on: error\nrules:\n  internal/host: { severity: error, locked: true }\n'
  for (const damaged of [
    '',
    '[]',
    'rules: { internal/host: eror }',
    'rules: { internal/hosts: error }',
    `${sound}extra: 1`,
    sound.slice(0, 50),
    '<!DOCTYPE html><html>',
    'suppressions: { maximum-days: 0 }',
    `# ${'x'.repeat(300_000)}`,
  ]) {
    const read = await readPolicy(new TextEncoder().encode(damaged), 'p.yml', SAMPLE_RULES)
    expect([damaged.slice(0, 40), read.ok]).toEqual([damaged.slice(0, 40), false])
    if (!read.ok)
      for (const error of read.errors) expect(formatConfigError(error)).toMatch(/^p\.yml:\d+:\d+: .*\.$|\?$/)
  }
})
