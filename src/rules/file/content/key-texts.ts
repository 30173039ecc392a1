import { isCodeFile } from '../../../knowledge/path-words.ts'

/** Something in a text that makes the file a credential file. */
export interface Credential {
  /** A noun phrase with a capital letter. */
  readonly kind: string
  /** UTF-16 index in the text. */
  readonly index: number
  /** Of a private key in PEM: its body, by which its certificate is known. */
  readonly body?: string
}

const BEGIN = '-----BEGIN '
const PRIVATE = /^(?:[A-Z0-9 ]+ )?PRIVATE KEY(?: BLOCK)?$/
const FEWEST_BODY_CHARACTERS = 60
const FEWEST_DISTINCT = 12

interface Block {
  readonly label: string
  readonly index: number
  readonly length: number
  readonly body: string
}

/** PEM and OpenPGP armour (RFC 7468; RFC 9580, section 6.2), however many follow each other. */
function findArmouredBlocks(text: string): Block[] {
  const blocks: Block[] = []
  let open: { label: string; index: number; body: number } | null = null
  for (const mark of text.matchAll(/-----(BEGIN|END) ([A-Z0-9 ]{1,60})-----/g)) {
    const label = mark[2] ?? ''
    const end = mark.index + mark[0].length
    if (mark[1] === 'BEGIN') open = { label, index: mark.index, body: end }
    else if (open?.label === label) {
      blocks.push({
        label,
        index: open.index,
        length: end - open.index,
        body: text.slice(open.body, mark.index),
      })
      open = null
    }
  }
  return blocks
}

function hasKeyBody({ body }: Block): boolean {
  const data = body.replace(/^[ \t]*[A-Za-z-]+:.*$/gm, '').replace(/[^A-Za-z0-9+/=]/g, '')
  return data.length >= FEWEST_BODY_CHARACTERS && new Set(data).size >= FEWEST_DISTINCT
}

/** A file that is a private key, with or without certificates, comments and a little configuration around it. */
function recogniseArmouredKey(text: string, path: string): Credential | null {
  if (!text.includes('PRIVATE KEY')) return null
  if (isCodeFile(path) && !text.trimStart().startsWith(BEGIN)) return null
  const blocks = findArmouredBlocks(text)
  const key = blocks.find((block) => PRIVATE.test(block.label) && hasKeyBody(block))
  if (key === undefined) return null
  const inside = blocks.reduce((sum, block) => sum + block.length, 0)
  return inside * 2 < text.trim().length
    ? null
    : { kind: `A private key (${key.label})`, index: key.index, body: key.body.replace(/\s/g, '') }
}

/** Key formats with a signature of their own. None of them occurs in prose with a body after it. */
const SIGNATURES: readonly (readonly [kind: string, pattern: RegExp])[] = [
  [
    'A private key (PuTTY)',
    /^PuTTY-User-Key-File-[123]: [^\r\n]{1,100}[\r\n][\s\S]{0,4000}?^Private-Lines: /m,
  ],
  ['A private key (SSH2)', /^---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----/m],
  ['The secret key of a hidden service of Tor', /^== ed25519v1-secret: /],
  ['A secret key (age)', /^AGE-SECRET-KEY-1[0-9A-Z]{58}/m],
  ['A secret key (GnuPG)', /^(?:Key: )?\((?:\d+:)?(?:protected-)?private-key/m],
  [
    'A secret key (minisign or signify)',
    /^untrusted comment: [^\r\n]{0,200}secret key[^\r\n]{0,200}\r?\n[A-Za-z0-9+/]{80}/m,
  ],
  ['A private key (WireGuard)', /^[ \t]*PrivateKey[ \t]*=[ \t]*[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=[ \t]*$/m],
]

/** What a text file that is a key is, or null. Linear in the text's length. */
export function recogniseKeyText(text: string, path: string): Credential | null {
  const armoured = recogniseArmouredKey(text, path)
  if (armoured !== null || isCodeFile(path)) return armoured
  for (const [kind, pattern] of SIGNATURES) {
    const match = pattern.exec(text)
    if (match !== null) return { kind, index: match.index }
  }
  return null
}
