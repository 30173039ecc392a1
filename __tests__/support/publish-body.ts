import { createHash } from 'node:crypto'

/** The body by which npm publishes a tarball (libnpmpublish), with members changed at will. */
export function publishBody(
  tarball: Buffer,
  manifest: Readonly<Record<string, unknown>>,
  change: (document: Record<string, unknown>) => unknown = (document) => document,
): Buffer {
  const { name, version } = manifest as { name: string; version: string }
  const dist = {
    integrity: `sha512-${createHash('sha512').update(tarball).digest('base64')}`,
    shasum: createHash('sha1').update(tarball).digest('hex'),
    tarball: `http://127.0.0.1/${name}/-/${name}-${version}.tgz`,
  }
  const attachment = {
    content_type: 'application/octet-stream',
    data: tarball.toString('base64'),
    length: tarball.length,
  }
  const document = {
    _id: name,
    name,
    'dist-tags': { latest: version },
    versions: { [version]: { ...manifest, _id: `${name}@${version}`, dist } },
    access: null,
    _attachments: { [`${name}-${version}.tgz`]: attachment },
  }
  return Buffer.from(JSON.stringify(change(document)))
}
