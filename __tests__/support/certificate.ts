import { generateKeyPairSync, sign } from 'node:crypto'

/** Everything of X.509 (RFC 5280) that a certificate of this machine for itself needs, and no more. */
const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}
const sequence = (...parts: Buffer[]) => der(0x30, ...parts)
const identifier = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
const text = (tag: number, value: string) => der(tag, Buffer.from(value))
const bits = (value: Buffer) => der(0x03, Buffer.from([0]), value)
const yes = der(0x01, Buffer.from([0xff]))

const ECDSA_WITH_SHA256 = sequence(identifier('2a8648ce3d040302'))
const COMMON_NAME = '550403'
const ALTERNATIVE_NAME = '551d11'
const BASIC_CONSTRAINTS = '551d13'

/** A certificate for `localhost` and 127.0.0.1 that only who is told so trusts, made anew for each test; in PEM. */
export function selfSigned(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = sequence(der(0x31, sequence(identifier(COMMON_NAME), text(0x0c, 'localhost'))))
  const names = sequence(text(0x82, 'localhost'), der(0x87, Buffer.from([127, 0, 0, 1])))
  const extensions = sequence(
    sequence(identifier(ALTERNATIVE_NAME), der(0x04, names)),
    sequence(identifier(BASIC_CONSTRAINTS), yes, der(0x04, sequence(yes))),
  )
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ECDSA_WITH_SHA256,
    name,
    sequence(text(0x17, '200101000000Z'), text(0x17, '491231235959Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  )
  const signature = sign('sha256', toBeSigned, privateKey)
  const whole = sequence(toBeSigned, ECDSA_WITH_SHA256, bits(signature)).toString('base64')
  const lines = whole.match(/.{1,64}/g) ?? []
  const label = 'CERTIFICATE'
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n'),
  }
}
