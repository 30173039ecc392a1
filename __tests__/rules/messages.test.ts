import { describe, expect, test } from '@jest/globals'
import { RULES } from '../../src/rules/index.ts'
import { fillTemplate, type TemplateValue } from '../../src/text/fill-template.ts'

const AMOUNTS = [0, 1, 2, 1000]

/** Every message of every rule, each part by itself. */
const PARTS = RULES.flatMap(({ meta, messages }) =>
  Object.entries(messages).flatMap(([id, { what, why, fix }]) =>
    [what, why, fix].map((template) => ({ at: `${meta.id} ${id}`, template })),
  ),
)

/** Values of the form that the placeholder asks for: a number where it is counted, else a name. */
function values(template: string, amount: number): Record<string, TemplateValue> {
  const names = [...template.matchAll(/\{(\w+)(:bytes|\|[^}]*)?\}/g)]
  return Object.fromEntries(names.map(([, name = '', form]) => [name, form === undefined ? 'name' : amount]))
}

describe('every message reads well', () => {
  test.each(AMOUNTS)('of %d things', (amount) => {
    const wrong = PARTS.flatMap(({ at, template }) => {
      const text = fillTemplate(template, values(template, amount))
      const faults = [
        /[{}]/.test(text.replaceAll(/`[^`]*`|"[^"]*": ?\{[^}]*\}/g, '')) && 'a raw placeholder',
        / {2}| [.,;:](?![\w/])/.test(text) && 'a gap',
        amount === 1 &&
          /\b1 \w+s\b(?<!1 (?:alias|address|bus|class|process|access|pass|ships|is))/.test(text) &&
          'one of many',
        amount !== 1 && /\b(?:0|2|1,000) (?:\w+ )?(?:ships|is|has|holds)\b/.test(text) && 'many as one',
        /^[a-z]/.test(text) &&
          !/^(?:package\.json|publishConfig|name|npm)\b/.test(text) &&
          'a small letter first',
        !/[.!?)`"]$/.test(text) && 'no end',
      ].filter((fault) => fault !== false)
      return faults.length === 0 ? [] : [{ at, text, faults }]
    })
    expect(wrong).toEqual([])
  })

  test('of nothing, one, two and a thousand names', () => {
    for (const amount of AMOUNTS) {
      const names = Array.from({ length: amount }, (_, index) => `N${index}`)
      const text = fillTemplate('It sets {count|variable|variables}: {names}.', { count: amount, names })
      expect(text).toBe(
        {
          0: 'It sets 0 variables: .',
          1: 'It sets 1 variable: N0.',
          2: 'It sets 2 variables: N0 and N1.',
          1000: 'It sets 1,000 variables: N0, N1, N2, N3, N4, N5 and 994 more.',
        }[amount],
      )
    }
  })

  test('nothing stiff, nothing dated', () => {
    const stiff =
      /can be had|in letters|cannot be meant|not for everybody|\bbesides\b|which no \w+ (?:names|file)|none of them other|it were|\bwhereof\b|\bthereof\b|\bhitherto\b/i
    const all = RULES.flatMap(({ meta }) => [meta.title, meta.why, meta.fix]).concat(
      PARTS.map(({ template }) => template),
    )
    expect(all.filter((text) => stiff.test(text))).toEqual([])
  })
})

test.each([
  ['npm access token', 'An npm access token'],
  ['AWS access key', 'An AWS access key'],
  ['SSH private key', 'An SSH private key'],
  ['OpenAI key', 'An OpenAI key'],
  ['GitHub token', 'A GitHub token'],
  ['JSON Web Token', 'A JSON Web Token'],
  ['https', 'An https'],
  ['PGP key', 'A PGP key'],
  ['universal key', 'A universal key'],
  ['RSA key', 'An RSA key'],
  ['USB stick', 'A USB stick'],
])('the article of "%s"', (value, text) => {
  expect(fillTemplate('A {kind} is here.', { kind: value })).toBe(`${text} is here.`)
  expect(fillTemplate('Here is a {kind}.', { kind: value })).toBe(`Here is ${text.replace(/^A/, 'a')}.`)
})
