import { isObject } from '../../model/json-object.ts'

/**
 * Why registries would not keep an attachment as a file of that package, as a clause; null if they would. Tools call it
 * `name-1.0.0.tgz`, with the scope before it or not.
 */
export function explainFileTrouble(file: string, name: string): string | null {
  const own = name.slice(name.indexOf('/') + 1)
  const scope = name.slice(0, name.length - own.length)
  const bare = file.startsWith(scope) ? file.slice(scope.length) : file
  const isOwn = bare.startsWith(`${own}-`) && bare.endsWith('.tgz') && !/[/\\\0]/.test(bare)
  return isOwn
    ? null
    : `it calls its tarball ${JSON.stringify(file.slice(0, 200))}, which is no name for one of ${name}`
}

/**
 * Why the attachments beside a tarball are no statements about it, as a clause; null if they are. Each is Sigstore's
 * bundle as JSON in a string (libnpmpublish, `provenance.js`). Whether its signature holds is the registry's to say:
 * here it counts that nothing else goes out in its place.
 * @param integrity of the tarball, `sha512-…`
 */
export function explainSignaturesTrouble(signatures: readonly unknown[], integrity: string): string | null {
  const digest = Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex')
  for (const signature of signatures) {
    const subjects = readSubjects(isObject(signature) ? signature.data : null)
    if (subjects === null) return 'beside its tarball is a file that is no signature'
    if (!subjects.some((one) => isObject(one) && isObject(one.digest) && one.digest.sha512 === digest))
      return 'the signature beside its tarball is for other bytes'
  }
  return null
}

function readSubjects(data: unknown): readonly unknown[] | null {
  const bundle = parseJson(data)
  const envelope = isObject(bundle) && isObject(bundle.dsseEnvelope) ? bundle.dsseEnvelope : {}
  const { payload } = envelope
  const statement =
    typeof payload === 'string' ? parseJson(Buffer.from(payload, 'base64').toString('utf8')) : null
  return isObject(statement) && Array.isArray(statement.subject) ? statement.subject : null
}

function parseJson(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : null
  } catch {
    return null
  }
}
