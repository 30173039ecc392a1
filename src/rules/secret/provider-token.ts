import * as z from 'zod'
import { type PathRole, pathRole, softened } from '../../knowledge/path-role.ts'
import { type Layer, layerChain, layerPath } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import { grammarOf } from '../../secrets/grammar.ts'
import { type FoundToken, findProviderTokens } from '../../secrets/provider-tokens.ts'
import { redact } from '../../secrets/redact.ts'
import { hasEnded, isOfSignedUrl } from '../../secrets/signed-url.ts'
import { TOKEN_KEYWORDS } from '../../secrets/token-keywords.ts'
import { findWebTokens, WEB_TOKEN_KEYWORDS, type WebTokenUse } from '../../secrets/web-tokens.ts'
import { rememberingBytes } from '../../text/remember.ts'

const WARNING = { 'open-source': 'warning', proprietary: 'warning' } as const
const NOTICE = { 'open-source': 'notice', proprietary: 'notice' } as const

const EXPOSED = 'Anybody who downloads the package can use it.'
const FROM_ENVIRONMENT = 'read it from the environment at run time and keep it out of the bundle.'

/** What stands before a signature in its address. */
const SIGNED_REACH = 300
/** So many tokens of a text are remembered, to be told once if they stand in it encoded as well. */
const MOST_KNOWN = 100

const WEB_TOKENS = {
  'service-role': 'serviceRole',
  permanent: 'permanentWebToken',
  session: 'webToken',
  expired: 'expiredWebToken',
  open: 'expiredWebToken',
} as const satisfies Record<WebTokenUse, string>

export default defineRule({
  meta: {
    id: 'secret/provider-token',
    title: 'Token of a known provider',
    why: 'A published tarball is public forever, mirrored within minutes and searched by machines. Anyone who finds a token in it can act as its owner until it is revoked.',
    fix: 'Revoke the token, then find out how it came into the build: a value inlined from the environment, a configuration file that is packed, a constant in the source. Unpublishing does not help.',
    severity: 'error',
    traits: { harm: 'credential', setAside: 'never', binds: 'group' },
    since: '0.1.0',
  },
  options: z.object({}),
  keywords: [...TOKEN_KEYWORDS, ...WEB_TOKEN_KEYWORDS],
  // Some forms have no literal to search for.
  alwaysFor: ['text', 'original-source', 'decoded'],
  messages: {
    token: {
      confidence: 'sure',
      what: 'A {token} is in the package.',
      why: EXPOSED,
      fix: `Revoke it now, whether or not this release goes out ({revoke}): it has been in a build. Then ${FROM_ENVIRONMENT}`,
    },
    likely: {
      confidence: 'likely',
      what: 'What looks like a {token} is in the package.',
      why: `Its form fits, it is named like one, and {vendor} is named beside it. ${EXPOSED}`,
      fix: `If it is one, revoke it ({revoke}). Then ${FROM_ENVIRONMENT}`,
    },
    possible: {
      confidence: 'possible',
      what: 'Something in the package may be a {token}.',
      why: 'Its form fits, but other things look like that too.',
      fix: `If it is one, revoke it ({revoke}), and ${FROM_ENVIRONMENT}`,
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
    illustration: {
      confidence: 'likely',
      what: 'What looks like a {token} is among tests, examples or documentation.',
      why: 'It is most likely an example. If {vendor} has issued it, everybody can use it.',
      fix: 'Make sure that it was never issued, or revoke it ({revoke}). Mark examples as such: put the word EXAMPLE in them.',
      severity: WARNING,
    },
    unverified: {
      confidence: 'possible',
      what: 'What looks like a {token} is in the package, but its checksum is wrong.',
      why: '{vendor} has not issued it as it stands: it is an example, or a real one that was changed.',
      fix: 'Make sure that it is an example, and mark it as an example: put the word EXAMPLE in it.',
      severity: NOTICE,
    },
    inOrder: {
      confidence: 'possible',
      what: 'What has the form of a {token} is in the package, but its characters are in sequence.',
      why: 'It follows the alphabet or the keyboard, so it is most likely an example.',
      fix: 'Make sure that nothing accepts it, and mark it as an example: put the word EXAMPLE in it.',
      severity: NOTICE,
    },
    testMode: {
      confidence: 'sure',
      what: 'A {token} is in the package.',
      why: "It works only in the vendor's sandbox, but anyone who has it can read and change what is there.",
      fix: 'Revoke it unless it is meant for everybody, and read it from the environment.',
      severity: WARNING,
    },
    shortLived: {
      confidence: 'sure',
      what: 'A {token} is in the package.',
      why: 'It expires by itself after some hours or days. Until then anybody who downloads the package can use it, and it shows that the build writes such values into the package.',
      fix: 'End its session, and find out how it came into the build, or the next release will hold another one.',
      severity: WARNING,
    },
    half: {
      confidence: 'sure',
      what: 'A {token} is in the package.',
      why: 'It is half of a pair: alone it opens nothing, but it shows whose the other half is.',
      fix: 'Make sure that the secret that belongs to it is nowhere in the package, and read both from the environment.',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
    likelyHalf: {
      confidence: 'likely',
      what: 'What looks like a {token} is in the package.',
      why: 'Its form fits, and {vendor} is named beside it. It is half of a pair: alone it opens nothing, but it shows whose the other half is.',
      fix: 'Make sure that the secret that belongs to it is nowhere in the package, and read both from the environment.',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
    likelyBrowserKey: {
      confidence: 'likely',
      what: 'What looks like a {token} is in the package.',
      why: 'Its form fits, and {vendor} is named beside it. Keys of this kind may be seen by browsers if they are restricted to your sites and interfaces; unrestricted ones are used at your cost.',
      fix: 'Check its restrictions ({revoke}); if it is meant for servers, revoke it and read it from the environment.',
      severity: WARNING,
    },
    browserKey: {
      confidence: 'sure',
      what: 'A {token} is in the package.',
      why: 'Keys of this kind may be seen by browsers if they are restricted to your sites and interfaces; unrestricted ones are used at your cost.',
      fix: 'Check its restrictions ({revoke}); if it is meant for servers, revoke it and read it from the environment.',
      severity: WARNING,
    },
    browserConfig: {
      confidence: 'sure',
      what: 'A {token} is in the package, as web pages hold it.',
      why: 'Keys in the configuration of a web page or a demo are meant to be seen, if they are restricted to your sites and interfaces.',
      fix: 'Check its restrictions ({revoke}).',
      severity: NOTICE,
    },
    appConfig: {
      confidence: 'sure',
      what: 'A {token} is in the package, in the configuration of a mobile application.',
      why: 'Everybody who has the application can read it; in a library it is somebody else’s.',
      fix: 'Leave the file out: whoever uses the library has one of their own. Check the restrictions of the key ({revoke}).',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
    serviceRole: {
      confidence: 'sure',
      what: 'A Supabase service-role key is in the package.',
      why: 'It passes every row-level security policy: anybody who downloads the package can read and change all data.',
      fix: 'Roll the JWT secret in Supabase now, and use the key on servers only.',
    },
    permanentWebToken: {
      confidence: 'sure',
      what: 'A {kind} is in the package (a JSON Web Token, {algorithm}).',
      why: 'It does not expire, or not soon: until it is revoked, anyone who has it is taken for the service it was issued to.',
      fix: 'Revoke it now, and read it from the environment at run time.',
    },
    expiredWebToken: {
      confidence: 'sure',
      what: 'A {kind} is in the package ({algorithm}) that has expired or is made for browsers.',
      why: 'It opens nothing, but anybody can read what it says: names, accounts, addresses.',
      fix: 'Make sure that it may be seen, or leave it out.',
      severity: NOTICE,
    },
    webToken: {
      confidence: 'sure',
      what: 'A signed JSON Web Token ({algorithm}) is in the package.',
      why: 'Until it expires, anyone who has it is taken for the one it was issued to.',
      fix: 'Find out what it opens. If it is more than an example, end its session and keep it out of the build.',
      severity: WARNING,
    },
  },
  layer(layer, context) {
    const illustrates = softened('token', layerChain(layer)) !== null
    const role = illustrates ? pathRole(layerChain(layer)) : null
    const known = context.memory(() => new WeakMap<Layer, string[]>())
    const asWritten = (layer.kind === 'decoded' && layer.parent && known.get(layer.parent)) || []
    const here = [...asWritten]
    known.set(layer, here)
    for (const found of tokensIn(layer, context.hits)) {
      const { provider, token, offset } = found
      if (found.confidence === 'in-order' && illustrates) continue
      // A token with an escape in it is a token as it is written, and another one as it reads.
      const before = layer.bytes.toString('latin1', Math.max(0, offset - SIGNED_REACH), offset)
      if (provider.format.source.includes('sig=') && hasEnded(lastWord(before) + token, Date.now())) continue
      // An action of a workflow that is held to its commit.
      if (/\buses:\s{0,8}["']?[\w./-]{1,120}@$/.test(before)) continue
      const plain = withoutEscapes(token)
      if (asWritten.some((other) => other.startsWith(plain) || plain.startsWith(other))) continue
      if (here.length < MOST_KNOWN) here.push(plain)
      context.report({
        message: isOfSignedUrl(before)
          ? 'half'
          : messageFor(found, illustrates, browserUse(layer, offset, role)),
        data: { token: provider.name, vendor: provider.vendor, revoke: provider.revoke },
        at: { layer, offset, evidence: redact(token) },
        group: `${provider.id} ${token}`,
      })
    }
    const webTokens = context.hits.filter(({ keyword }) => WEB_TOKEN_KEYWORDS.includes(keyword))
    for (const { token, offset, algorithm, use, kind } of findWebTokens(layer.bytes, webTokens))
      context.report({
        message: WEB_TOKENS[use],
        data: { algorithm, kind },
        at: { layer, offset, evidence: redact(token) },
        group: token,
      })
  },
})

/** Original texts come again and again. */
const inOriginalCode = rememberingBytes((bytes, hits: Layer['hits']) =>
  findProviderTokens(bytes, hits, 'code'),
)

function tokensIn(layer: Layer, hits: Layer['hits']): readonly FoundToken[] {
  const grammar = grammarOf(layerPath(layer))
  return layer.kind === 'original-source' && grammar === 'code'
    ? inOriginalCode(layer.bytes, hits)
    : findProviderTokens(layer.bytes, hits, grammar)
}

/** What is said of a token that is one for sure, by what it is for. */
const SURE = { secret: 'token', 'test-mode': 'testMode', 'short-lived': 'shortLived', half: 'half' } as const

type BrowserUse = 'browserConfig' | 'browserKey' | 'appConfig'

function messageFor({ provider, confidence }: FoundToken, illustrates: boolean, use: BrowserUse) {
  if (confidence === 'made-up') return 'unverified'
  if (confidence === 'in-order') return 'inOrder'
  if (confidence === 'sure') return provider.grade === 'browser' ? use : SURE[provider.grade]
  if (confidence === 'possible') return 'possible'
  if (provider.grade === 'half') return 'likelyHalf'
  if (provider.grade === 'browser') return use === 'browserKey' ? 'likelyBrowserKey' : 'possible'
  return illustrates ? 'illustration' : 'likely'
}

/** How far around a browser's key what else a web page's configuration holds may stand. */
const CONFIG_REACH = 300

/** What a key for browsers is used for: Firebase's configuration of web pages, the address of a map's script, an app. */
function browserUse(layer: Layer, offset: number, role: PathRole | null): BrowserUse {
  const from = Math.max(0, offset - CONFIG_REACH)
  const around = layer.bytes.toString('latin1', from, offset + CONFIG_REACH)
  if (/mobilesdk_app_id|API_KEY<\/key>/.test(around)) return 'appConfig'
  if (/authDomain|projectId|messagingSenderId|maps\.googleapis\.com\/maps/.test(around))
    return 'browserConfig'
  // What documents show was tried by whoever wrote them; tests make theirs up.
  return role === null || role === 'documentation' ? 'browserKey' : 'browserConfig'
}

function withoutEscapes(token: string): string {
  return token.replace(/%([2-7][0-9A-Fa-f])/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

/** What of an address stands before something in it. */
function lastWord(text: string): string {
  return text.split(/[\s"'`<>\\]/).at(-1) ?? ''
}
