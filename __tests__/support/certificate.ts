import { generateKeyPairSync, sign } from 'node:crypto'

/** Everything of X.509 (RFC 5280) that a certificate of this machine for itself needs, and no more. */
const encodeDer = (tag: number, ...parts: Buffer[]): Buffer => {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}
const encodeSequence = (...parts: Buffer[]) => encodeDer(0x30, ...parts)
const encodeIdentifier = (hex: string) => encodeDer(0x06, Buffer.from(hex, 'hex'))
const encodeText = (tag: number, value: string) => encodeDer(tag, Buffer.from(value))
const encodeBits = (value: Buffer) => encodeDer(0x03, Buffer.from([0]), value)
const yes = encodeDer(0x01, Buffer.from([0xff]))

const ECDSA_WITH_SHA256 = encodeSequence(encodeIdentifier('2a8648ce3d040302'))
const COMMON_NAME = '550403'
const ALTERNATIVE_NAME = '551d11'
const BASIC_CONSTRAINTS = '551d13'

/** A certificate for `localhost` and 127.0.0.1 that only who is told so trusts, made anew for each test; in PEM. */
export function makeSelfSigned(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = encodeSequence(
    encodeDer(0x31, encodeSequence(encodeIdentifier(COMMON_NAME), encodeText(0x0c, 'localhost'))),
  )
  const names = encodeSequence(encodeText(0x82, 'localhost'), encodeDer(0x87, Buffer.from([127, 0, 0, 1])))
  const extensions = encodeSequence(
    encodeSequence(encodeIdentifier(ALTERNATIVE_NAME), encodeDer(0x04, names)),
    encodeSequence(encodeIdentifier(BASIC_CONSTRAINTS), yes, encodeDer(0x04, encodeSequence(yes))),
  )
  const toBeSigned = encodeSequence(
    encodeDer(0xa0, encodeDer(0x02, Buffer.from([2]))),
    encodeDer(0x02, Buffer.from([1])),
    ECDSA_WITH_SHA256,
    name,
    encodeSequence(encodeText(0x17, '200101000000Z'), encodeText(0x17, '491231235959Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    encodeDer(0xa3, extensions),
  )
  const signature = sign('sha256', toBeSigned, privateKey)
  const whole = encodeSequence(toBeSigned, ECDSA_WITH_SHA256, encodeBits(signature)).toString('base64')
  const lines = whole.match(/.{1,64}/g) ?? []
  const label = 'CERTIFICATE'
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n'),
  }
}
