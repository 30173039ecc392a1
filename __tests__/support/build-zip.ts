import { deflateRawSync } from 'node:zlib'

/** A member of a zip, honest or not. */
export interface ZipFile {
  readonly name: string
  readonly content: Buffer
  readonly stored?: boolean
  readonly encrypted?: boolean
  /** What the headers claim. */
  readonly claims?: number
}

/** A zip archive of these files (PKWARE APPNOTE.TXT 4.3), after bytes that are none of it. */
export function buildZip(files: readonly ZipFile[], before = Buffer.alloc(0)): Buffer {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const { name, content, stored = false, encrypted = false, claims = content.length } of files) {
    const body = stored ? content : deflateRawSync(content)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(encrypted ? 1 : 0, 2)
    common.writeUInt16LE(stored ? 0 : 8, 4)
    common.writeUInt32LE(body.length, 14)
    common.writeUInt32LE(claims, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), body])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    central.push(
      Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), common, tail, Buffer.from(name)]),
    )
    locals.push(local)
    at += local.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([before, ...locals, directory, end])
}
