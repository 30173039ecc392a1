import { once } from 'node:events'
import { describe, expect, test } from '@jest/globals'
import PdfDocument from 'pdfkit'
import { examine } from '../exposure/examine.ts'

/** RC4 of 40 and of 128 bits, AES of 128 and of 256, by the version that brought them. */
const VERSIONS = ['1.3', '1.4', '1.6', '1.7ext3'] as const

async function documentWith(
  text: string,
  version: (typeof VERSIONS)[number],
  passwords: { readonly userPassword?: string; readonly ownerPassword: string },
): Promise<Buffer> {
  const document = new PdfDocument({ pdfVersion: version, ...passwords, permissions: { copying: false } })
  const parts: Buffer[] = []
  document.on('data', (part: Buffer) => parts.push(part))
  document.text(text)
  document.end()
  await once(document, 'end')
  return Buffer.concat(parts)
}

describe.each(VERSIONS)('a PDF document encrypted as in version %s', (version) => {
  test('is read where everybody can read it, and only copying is forbidden', async () => {
    const content = await documentWith('the lighthouse plan of next year', version, {
      ownerPassword: 'owner',
    })
    const { layers, unseen } = examine({ 'plan.pdf': content })
    expect(unseen).toEqual([])
    expect(layers.map(({ text }) => text).join('\n')).toContain('the lighthouse plan of next year')
  })

  test('was not looked at where a password is needed', async () => {
    const passwords = { userPassword: 'reader', ownerPassword: 'owner' }
    const { unseen } = examine({ 'plan.pdf': await documentWith('the lighthouse plan', version, passwords) })
    expect(unseen).toMatchObject([{ reason: 'sealed', detail: 'it is an encrypted PDF document' }])
  })
})

test('a document that only speaks of encryption is an ordinary one', () => {
  const { unseen } = examine({ 'a.pdf': '%PDF-1.4\n1 0 obj<</EncryptMetadata true>>endobj\n%%EOF\n' })
  expect(unseen).toEqual([])
})

test.each([
  ['an empty dictionary', '/Encrypt<<>>'],
  ['an object that is not there', '/Encrypt 9 0 R'],
  ['another handler', '/Encrypt<</Filter/Acme/V 4>>'],
  ['a key of no length', '/Encrypt<</Filter/Standard/V 2/R 3/Length 0/O()/U()/P -1>>'],
  ['strings without an end', '/Encrypt<</Filter/Standard/V 5/R 6/O<00/U(\\(((/UE<>>'],
])('%s is no way in', (_title, trailer) => {
  const content = `%PDF-1.7\n1 0 obj<</Length 4>>stream\nabcd\nendstream endobj\ntrailer<<${trailer}>>\n%%EOF\n`
  expect(
    examine({ 'a.pdf': Buffer.concat([Buffer.from(content), Buffer.from([0, 255, 254])]) }).unseen,
  ).toMatchObject([{ reason: 'sealed' }])
})
