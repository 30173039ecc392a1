import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'
import { type FoundToken, findProviderTokens, TOKEN_KEYWORDS } from '../../secrets/provider-tokens.ts'
import { redact } from '../../secrets/redact.ts'
import { findWebTokens, WEB_TOKEN_KEYWORDS } from '../../secrets/web-tokens.ts'

const WARNING = { 'open-source': 'warning', proprietary: 'warning' } as const

const REVOKE =
  'Revoke it at {vendor} now, whether or not this release goes out: it has been in a build. Then read it from the environment at run time and keep it out of the bundle.'

const FORMS = { plain: '', base64: ', in base64', joined: ', put together from string literals' } as const

export default defineRule({
  meta: {
    id: 'secret/provider-token',
    title: 'Token of a known provider',
    why: 'A published tarball is public for ever, mirrored within minutes and searched by machines. Whoever finds a token in it can act as its owner until it is revoked.',
    fix: 'Revoke the token, then find out how it came into the build: a value inlined from the environment, a configuration file that is packed, a constant in the source. Unpublishing does not help.',
    severity: 'error',
    traits: { harm: 'credential', setAside: 'never' },
    since: '0.1.0',
  },
  options: z.object({}),
  keywords: [...TOKEN_KEYWORDS, ...WEB_TOKEN_KEYWORDS],
  messages: {
    token: {
      what: 'A {token} is in the package{form}.',
      why: 'Anybody who downloads the package can use it.',
      fix: REVOKE,
    },
    serviceRole: {
      what: 'A Supabase service-role key is in the package.',
      why: 'It passes every row-level security policy: anybody who downloads the package can read and change all data.',
      fix: 'Roll the JWT secret in Supabase now, and use the key on servers only.',
    },
    unverified: {
      what: 'Something of the form of a {token} is in the package{form}, but its checksum does not fit.',
      why: '{vendor} has not issued it as it stands: it is an example, or a real one that was changed.',
      fix: 'Make sure that it is an example, and write it so that nobody takes it for more: with the word EXAMPLE in it.',
      severity: WARNING,
    },
    testMode: {
      what: 'A {token} is in the package{form}.',
      why: "It works only in the vendor's sandbox, but whoever has it can read and change what is there.",
      fix: 'Revoke it unless it is meant for everybody, and read it from the environment.',
      severity: WARNING,
    },
    browserKey: {
      what: 'A {token} is in the package{form}.',
      why: 'Keys of this kind may be seen by browsers if they are restricted to your sites and interfaces; unrestricted ones are used at your cost.',
      fix: 'Check its restrictions at {vendor}; if it is meant for servers, revoke it and read it from the environment.',
      severity: WARNING,
    },
    webToken: {
      what: 'A signed JSON Web Token ({algorithm}) is in the package.',
      why: 'Until it expires, whoever has it is taken for the one it was issued to.',
      fix: 'Find out what it opens. If it is more than an example, end its session and keep it out of the build.',
      severity: WARNING,
    },
  },
  layer(layer, context) {
    for (const found of findProviderTokens(layer.bytes, context.hits)) {
      const { provider, token, offset } = found
      context.report({
        message: messageFor(found),
        data: { token: provider.name, vendor: provider.vendor, form: FORMS[found.form] },
        at: { layer, offset, evidence: redact(token) },
        group: `${provider.id} ${token}`,
      })
    }
    const webTokens = context.hits.filter(({ keyword }) => WEB_TOKEN_KEYWORDS.includes(keyword))
    for (const { token, offset, algorithm, serviceRole } of findWebTokens(layer.bytes, webTokens))
      context.report({
        message: serviceRole ? 'serviceRole' : 'webToken',
        data: { algorithm },
        at: { layer, offset, evidence: redact(token) },
        group: token,
      })
  },
})

function messageFor({ provider, checksum }: FoundToken) {
  if (checksum === 'misfit') return 'unverified'
  if (provider.grade === 'browser') return 'browserKey'
  return provider.grade === 'test-mode' ? 'testMode' : 'token'
}
