import { generateKeyPairSync, sign } from 'node:crypto'

function encodeDer(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}

/** A key and its certificate for `localhost`, signed by itself (RFC 5280, section 4.1). */
export function makeKeyOfLocalhost(): Record<string, string> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = encodeDer(0x30, Buffer.from('06082a8648ce3d040302', 'hex'))
  const commonName = encodeDer(
    0x30,
    Buffer.from('0603550403', 'hex'),
    encodeDer(0x0c, Buffer.from('localhost')),
  )
  const name = encodeDer(0x30, encodeDer(0x31, commonName))
  const times = encodeDer(
    0x30,
    encodeDer(0x17, Buffer.from('260101000000Z')),
    encodeDer(0x17, Buffer.from('360101000000Z')),
  )
  const serial = encodeDer(2, Buffer.from([1]))
  const spki = publicKey.export({ format: 'der', type: 'spki' })
  const content = encodeDer(0x30, serial, algorithm, name, times, name, spki)
  const signature = encodeDer(3, Buffer.from([0]), sign('sha256', content, privateKey))
  const lines =
    encodeDer(0x30, content, algorithm, signature)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return {
    'lib/localhost.crt': `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    'lib/localhost.key': privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}
