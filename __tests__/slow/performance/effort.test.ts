import { describe, expect, jest, test } from '@jest/globals'
import { makeJavascript, makeSourceMap } from '../../../bench/synthetic-code.ts'
import { KeywordSearch } from '../../../src/layers/keyword-search.ts'
import { readLayers } from '../../../src/layers/read-layers.ts'
import type { Layer } from '../../../src/model/layer.ts'
import { DEFAULT_LIMITS } from '../../../src/model/limits.ts'
import { RULES } from '../../../src/rules/index.ts'
import { RuleRun } from '../../../src/scan/run-rules.ts'
import { makeFileEntry } from '../../support/file-entry.ts'

/** What a scan of one file did, counted and not timed: the same on every machine. */
interface Effort {
  /** Bytes that the keyword search walked through. */
  searched: number
  /** Places of keywords that rules and readers were told of. */
  hits: number
  /** Bytes of layers whose text was asked for. */
  decoded: number
  /** Runs of regular expressions, and the characters they were given. */
  patterns: number
  examined: number
}

const CONFIGURED = RULES.map((rule) => ({ rule, options: rule.options.parse({}) }))

function effortOf(path: string, text: string): Effort {
  const effort: Effort = { searched: 0, hits: 0, decoded: 0, patterns: 0, examined: 0 }
  const run = new RuleRun(CONFIGURED)
  const { search } = run
  const watch = jest.spyOn(search, 'search')
  const entry = makeFileEntry(path, text)
  const watched = (layer: Layer): Layer => {
    let asked = false
    return new Proxy(layer, {
      get(target, key) {
        if (key === 'text' && !asked) {
          asked = true
          effort.decoded += target.bytes.length
        }
        return Reflect.get(target, key, target)
      },
    })
  }
  const own = RegExp.prototype.exec
  RegExp.prototype.exec = function (subject) {
    effort.patterns += 1
    effort.examined += subject.length
    return own.call(this, subject)
  }
  try {
    run.entry(entry)
    readLayers(entry, { search, limits: DEFAULT_LIMITS, unseen: () => undefined }, (layer) =>
      run.layer(watched(layer)),
    )
  } finally {
    RegExp.prototype.exec = own
  }
  for (const [bytes] of watch.mock.calls) effort.searched += bytes.length
  for (const { value } of watch.mock.results) effort.hits += (value as readonly unknown[]).length
  watch.mockRestore()
  return effort
}

const KB = 1000
const SUBJECTS = {
  'readable code': (bytes: number) => ({ path: 'dist/index.js', text: makeJavascript(bytes, 3) }),
  'one long line': (bytes: number) => ({ path: 'dist/cli.js', text: makeJavascript(bytes, 3, true) }),
  'a source map': (bytes: number) => ({
    path: 'dist/cli.js.map',
    text: makeSourceMap(bytes, bytes / (20 * KB)),
  }),
}

describe.each(Object.entries(SUBJECTS))('%s', (_, make) => {
  const at = (bytes: number): Effort & { size: number } => {
    const { path, text } = make(bytes)
    return { ...effortOf(path, text), size: text.length }
  }
  const small = at(400 * KB)
  const large = at(1600 * KB)

  test('each byte is searched once for all keywords of all rules', () => {
    expect(small.searched / small.size).toBeLessThan(1.01)
    expect(large.searched / large.size).toBeLessThan(1.01)
  })

  test('text is decoded for few rules, and patterns see fewer characters than there are', () => {
    expect(large.decoded / large.size).toBeLessThan(0.1)
    expect(large.examined / large.size).toBeLessThan(0.9)
  })

  test('four times the bytes are at most four times the work', () => {
    for (const count of ['searched', 'decoded', 'patterns', 'examined'] as const)
      expect(large[count]).toBeLessThanOrEqual(4.4 * small[count] + 2000)
  })
})

test('JSON larger than any rule parses is not decoded, whatever it names', () => {
  const record = `{"props":{"a.ts":"x"},"root":["src/a.ts"],"version":"5","fileInfos":[],"modules":[],"chunks":[]}`
  const large = Math.ceil((65 * 1024 ** 2) / record.length)
  const json = `{"list":[${`${record},`.repeat(large)}{}]}`
  expect(effortOf('data/index.json', json).decoded).toBe(0)
})

/** Code in which names of vendors and beginnings of tokens stand everywhere, as they do in bundles. */
const WORDY = [
  'const path = patternOf(segment, dispatch)\n',
  'export const Aws = { amazon: compat.elastic(awsLambda), cognito: userPool }\n',
  'promise.resolve(resolved).catch((cause) => ext_.re_(wp, seed, kinde))\n',
  'import type { Slack, Notion, Stripe } from "../../vercel/azure"\n',
  'see https://example.org/docs/aws/segment for the currents of the mite\n',
]

test('of places of keywords in other words nobody hears', () => {
  const text = WORDY.join('').repeat(200)
  const { hits } = effortOf('dist/index.js', text)
  const { keywords } = new RuleRun(CONFIGURED).search
  const standing = new KeywordSearch(keywords).search(Buffer.from(text)).length
  expect(hits).toBeLessThan(standing * 0.3)
})

test('a bundle is no file of settings, whatever it is called', () => {
  const { decoded } = effortOf(
    'dist/lib.production.js',
    `${makeJavascript(200 * KB, 5)}\nvar password = ''\n`,
  )
  expect(decoded).toBe(0)
})
