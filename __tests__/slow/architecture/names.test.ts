import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'
import { type Module, parseSync } from '@swc/core'

/**
 * The first words of functions in `src/`: what a function does, in the base form; where it answers yes or no, what is so.
 * A verb that is missing may be added. A noun or a participle may not: `hostOf(url)` is `readHost(url)`.
 */
const VERBS = new Set(
  `
  absorb accept acquire add adds advise allow anchor annotate answer append apply are ask assert
  attempt audit await begin begins belongs bind bring build call can capitalise change changes check
  choose claim claims classify clean close collect comment compact compare compile complete compute
  confirm consider continue continues contradict convert copy count counts cover covers create cut deal
  decide declares decode decodes decrypt define deliver derive describe describes detect differs
  discover download drain draw edit encode end ends enter escape examine expand expect explain extend
  fail fails fetch fill filter find finish fit fix flatten fold follow forget format forward gate
  gather give go goes grade group grow guard gunzip hand handle has hash hear hide hides hold holds
  identify ignore ignores inflate inherit inject insert install is join joins judge keep keeps lay lead
  learn leave let lift limit link lint list lists load locate log look looks lower make mark match
  matches may measure mentions merge minimize mix move must name names need normalise note number offer
  open opens overlay overwrite pack pair parse partition pass pause peek pick place plan prepare print
  propose prune publish push quote raise rank rate read rebuild recognise record redact refuse refuses
  remember remove rename render renew repeat repeats replace report require reset resolve restore
  restrict retell retire reveal reverse reword rotate round run runs salvage sample say says scan
  search seems send separate serves set settle share shares shorten should show shows skip sleep slice
  sort spend split squarify stands start starts states stays stop store suggest sum summarise suppress
  swallows take takes tell test tidy tokenize touches trace transform trim try turn undo unescape unify
  unite unpack unquote unroll update upgrade upload verify view visit wait walk was weigh withhold
  works worsens wrap write writes
`
    .trim()
    .split(/\s+/),
)

/** Methods that are called as the standard library, an interface or another package calls them. */
const BY_OTHERS = new Set(
  'all at of from some map flatMap entry layer body example meta padding behindEnd unread digests walker onstat'.split(
    ' ',
  ),
)

const source = fileURLToPath(new URL('../../../src', import.meta.url))
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.split(path.sep).join('/'))

/** The names of a module's functions, those that its constants hold, and the methods of its classes. */
function listFunctions({ body }: Module): string[] {
  return body.flatMap((item) => {
    const one = item.type === 'ExportDeclaration' ? item.declaration : item
    if (one.type === 'FunctionDeclaration') return [one.identifier.value]
    if (one.type === 'VariableDeclaration')
      return one.declarations.flatMap(({ id, init }) =>
        id.type === 'Identifier' && init?.type === 'ArrowFunctionExpression' ? [id.value] : [],
      )
    if (one.type !== 'ClassDeclaration') return []
    return one.body.flatMap((member) => {
      if (member.type !== 'ClassMethod' && member.type !== 'PrivateMethod') return []
      const name: unknown = Reflect.get(member.key, 'value')
      return member.kind === 'method' && typeof name === 'string' ? [name] : []
    })
  })
}

/** Whether a name begins with a verb of the list, and no preposition makes a noun of it, as in `answerOf`. */
function beginsWithVerb(name: string): boolean {
  const [first = '', second = ''] = name.split(/(?=[A-Z0-9])/)
  return VERBS.has(first) && (second !== 'Of' || /^(?:is|are|may)$/.test(first))
}

test('the first word of a function is a verb that says what it does', () => {
  const nouns = files.flatMap((file) =>
    listFunctions(
      parseSync(readFileSync(path.join(source, file), 'utf8'), { syntax: 'typescript', target: 'es2022' }),
    )
      .filter((name) => !beginsWithVerb(name) && !BY_OTHERS.has(name))
      .map((name) => `${file}: ${name}`),
  )
  expect(nouns).toEqual([])
})
