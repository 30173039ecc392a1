import { isPublished } from './published-values.ts'

/**
 * Words of which made-up values of passwords, logins and names are put together: `my-secret-password`, `test1234`,
 * `P@ssw0rd!`. A password that somebody uses has at least one word that is none of these.
 */
const WORDS =
  'password passwort passwd passphrase passcode pass pwd pw word phrase secret secrets key keys token tokens apikey api auth ' +
  'oauth jwt bearer basic session cookie signing encryption access refresh private public client server app application ' +
  'change changeme changeit me it this that to be your yours you my mine our the a an some any of in on for and or here ' +
  'there insert enter put add set use fill replace with by from put example examples sample demo dummy fake mock stub test ' +
  'tests testing tester placeholder todo tbd fixme user username usr login admin administrator root guest anonymous nobody ' +
  'someone owner account name value string text foo bar baz qux quux foobar lorem ipsum hello world default none null nil ' +
  'undefined empty blank unknown redacted removed hidden masked censored omitted very super strong secure long random ' +
  'really safe not so new old current local dev develop development staging prod production ci db database sql mysql mariadb ' +
  'postgres postgresql pg mongo mongodb redis rabbit rabbitmq minio kafka elastic elasticsearch influx neo4j sa system ' +
  'letmein qwerty qwertz asdf asdfgh zxcvbn hunter hunter2 correct horse battery staple keyboard cat shhh sshh shh iloveyou ' +
  'monkey dragon welcome toor ok yes no true false required optional valid invalid wrong bad good right generate generated ' +
  'hex base64 chars character characters char at least min max bit byte bytes length shared master project org company acme ' +
  'domain host id ids number email mail webhook callback url uri path file service gateway github gitlab npm aws azure google ' +
  'stripe openai anthropic slack twilio supabase firebase x xx xxx y z abc abcd xyz abcdef only do is secretsecret ' +
  'supersecret topsecret verysecret mysecret somesecret yoursecret passwordpassword localhost com net io see readme docs ' +
  'please one two three first second create created alice bob eve john jane doe'
const KNOWN = new Set(WORDS.split(' '))
const LONGEST_WORD = 20

/** Filled in later by a shell, a template, a secret store or the environment. */
const REFERENCE =
  /^\$[A-Za-z_{(]|\$\{|\$\(|^%\w+%?$|\{\{|\}\}|^\{[^"{}]*\}$|^<[^<>]*>?$|<%|^\[[^\]]*\]$|^#\{|^@\w+@$|^__\w+__$|^@@|^!\w+ |process\.env|import\.meta|os\.environ|getenv|^env[.:(]|^(?:vault|ref\+|op|aws|gcp|arn|secretsmanager|ssm|azurekeyvault|keyvault|file|sm|doppler|infisical|akeyless|bws|keyring|pass):|^@Microsoft\.KeyVault|^ENC\[|^ENC\(|^encrypted:|^AES:|^vault:|^!vault|^\*\*\*|^secret:\/\/|^\(\(.*\)\)$/i
/** Whatever surrounds them, these say that a value is none. */
const TELLING =
  /example|placeholder|changeme|change[-_ ]me|change[-_ ]this|change[-_ ]in|your[-_ ]|[-_ ]here$|^here|replace|redacted|dummy|todo|x{4,}|\*{3}|\.{3}|…|<[a-z]|\bfake|insert[-_ ]|lorem|p[a4@]s{2}w[o0]rd(?:\d{0,4}[!.]?$)|not[-_ ]?(?:a[-_ ])?(?:real|secret|used)|deadbeef|cafebabe|foobar|test[-_]?(?:key|token|secret|pass)|^my[-_](?:(?:super|very)[-_])?(?:api|secret|access|auth|token|key|pass|project|private)/i
/** Parts of a regular expression: what describes values is none. */
const EXPRESSION = /\(\?[:=!]|\[\^?(?:a-z|A-Z|0-9)|\\[dws](?:[*+?{]|$)/
const SEQUENCE =
  /^(?:0?1234567890?|12345678?9?0?|abcdefghij|0123456789abcdef|qwertyuiop|asdfghjkl|abc123|123abc)/i
/** Keys and passwords that a vendor publishes for its emulator or for development, the same for everybody. */
const PUBLISHED =
  /^(?:Eby8vdM02xNOcqFlqUwJ|C2y6yDjf5\/R\+ob0N8A7Cgv30VRDJIWEHLM|wJalrXUtnFEMI|AKIAIOSFODNN7EXAMPLE|SAS_KEY_VALUE|yourStrong\(!\)|Your_password123|Pass@word1?|ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80)/i

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  $: 's',
  '@': 'a',
}

/** Whether a value is filled in from elsewhere: a variable, a template, a reference to a store, an encrypted text. */
export function isReference(value: string): boolean {
  return REFERENCE.test(value.trim())
}

/**
 * Whether a password, key or token stands for another one that a reader is to fill in, or for none. Weak passwords
 * that people use (`Winter2024!`) are not stand-ins.
 */
export function isStandIn(value: string): boolean {
  if (isPublished(value)) return true
  const trimmed = value.trim()
  if (trimmed.length < 3 || isReference(trimmed) || TELLING.test(trimmed) || PUBLISHED.test(trimmed))
    return true
  if (EXPRESSION.test(trimmed)) return true
  if (SEQUENCE.test(trimmed) && trimmed.length <= 20) return true
  if (isAlphabet(trimmed)) return true
  if (new Set(trimmed).size <= Math.max(2, Math.min(4, trimmed.length / 4))) return true
  return trimmed.length <= 48 && isMadeOfStandInWords(trimmed)
}

/** Whether most characters follow the one before them, as in an alphabet: no generator makes that. */
function isAlphabet(value: string): boolean {
  let following = 0
  for (let at = 1; at < value.length; at++)
    if (value.charCodeAt(at) === value.charCodeAt(at - 1) + 1) following += 1
  return value.length >= 10 && following >= (value.length - 1) * 0.75
}

/** Whether nothing but stand-in words is left when signs, digits at the end and digits for letters are taken away. */
function isMadeOfStandInWords(value: string): boolean {
  const lower = value.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  const plain = lower.split(/[^a-z]+/).filter((part) => part !== '')
  if (plain.length > 0 && plain.every(isWords) && hasFewSigns(value)) return true
  return [lower, lower.replace(/[!.\d]+$/, '')].some((text) => {
    const leet = text.replace(/[013457$@]/g, (sign) => LEET[sign] ?? sign)
    const parts = leet.split(/[^a-z]+/).filter((part) => part !== '')
    return parts.length > 0 && parts.every(isWords)
  })
}

/** Many digits between words are what a generator makes: `a1x9b2…` is no sentence. */
function hasFewSigns(value: string): boolean {
  const letters = value.replace(/[^A-Za-z]/g, '').length
  return letters * 2 >= value.length
}

/** Short words that say by themselves that a value is none; of the rest any short word can be part of a name (`orbit`). */
const TELLING_PARTS = new Set('key pwd pw api abc xyz foo bar baz app'.split(' '))
const TELLING_LENGTH = 4

/** Whether a run of letters is one word or several of them without a space, one of which tells. */
function isWords(run: string): boolean {
  if (KNOWN.has(run)) return true
  if (run.length > 48) return false
  /** 1: made of words; 2: one of them tells. */
  const reached = new Uint8Array(run.length + 1)
  reached[0] = 1
  for (let end = 1; end <= run.length; end += 1)
    for (let start = Math.max(0, end - LONGEST_WORD); start < end; start += 1) {
      const before = reached[start] ?? 0
      if (before === 0 || end - start <= 1) continue
      const word = run.slice(start, end)
      if (!KNOWN.has(word)) continue
      const tells = before === 2 || word.length >= TELLING_LENGTH || TELLING_PARTS.has(word)
      if (tells) reached[end] = 2
      else if (reached[end] === 0) reached[end] = 1
    }
  return reached[run.length] === 2
}
