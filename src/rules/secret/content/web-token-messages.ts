import type { Messages } from '../../../model/rule.ts'
import type { WebTokenUse } from '../../../secrets/web-tokens.ts'

/** What is said of JSON Web Tokens. */
export const WEB_TOKEN_MESSAGES = {
  serviceRole: {
    confidence: 'sure',
    what: 'A Supabase service-role key is in the package.',
    why: 'It bypasses every row-level security policy: anyone who downloads the package can read and change all data.',
    fix: 'Roll the JWT secret in Supabase now, and use the key on servers only.',
  },
  permanentWebToken: {
    confidence: 'sure',
    what: 'A {kind} is in the package (a JSON Web Token, {algorithm}).',
    why: 'It does not expire, or not soon. Until it is revoked, anyone who has it can act as the service it was issued to.',
    fix: 'Revoke it now, and read it from the environment at run time.',
  },
  expiredWebToken: {
    confidence: 'sure',
    what: 'A {kind} is in the package ({algorithm}) that has expired or is made for browsers.',
    why: 'It opens nothing, but anybody can read what it says: names, accounts, addresses.',
    fix: 'Make sure that it may be seen, or leave it out.',
    severity: 'notice',
  },
  webToken: {
    confidence: 'sure',
    what: 'A signed JSON Web Token ({algorithm}) is in the package.',
    why: 'Until it expires, anyone who has it can act as the person or service it was issued to.',
    fix: 'Find out what it opens. If it is more than an example, end its session and keep it out of the build.',
    severity: 'warning',
  },
} as const satisfies Messages

/** Which of these is said, by what a token opens. */
export const WEB_TOKEN_MESSAGE = {
  'service-role': 'serviceRole',
  permanent: 'permanentWebToken',
  session: 'webToken',
  expired: 'expiredWebToken',
  open: 'expiredWebToken',
} as const satisfies Record<WebTokenUse, keyof typeof WEB_TOKEN_MESSAGES>
