import { crc32, deflateRawSync } from 'node:zlib'

const BLOCK = 512

/** A tar archive of `{path: text}` with its end mark, for examples of rules about archives (POSIX.1-1988 ustar). */
export function makeExampleTar(files: Readonly<Record<string, string>>): Buffer {
  const blocks = Object.entries(files).flatMap(([path, text]) => {
    const body = Buffer.from(text)
    return [makeHeader(path, body.length), body, Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK)]
  })
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)])
}

function makeHeader(path: string, size: number): Buffer {
  const formatOctal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`
  const block = Buffer.alloc(BLOCK)
  block.write(path, 0)
  block.write(
    formatOctal(0o644, 7) +
      formatOctal(0, 7) +
      formatOctal(0, 7) +
      formatOctal(size, 11) +
      formatOctal(0, 11),
    100,
  )
  // The checksum counts its own field as spaces.
  block.write('        0', 148)
  block.write('ustar\x0000', 257)
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${formatOctal(sum, 6)} `, 148)
  return block
}

/** What a member of an example's zip says of itself where it is not as it is. */
export interface ExampleMember {
  readonly name: string
  readonly content: string | Uint8Array
  /** Type and permission bits; default those of an ordinary file. */
  readonly mode?: number
  /** Its name in its own header; default `name`. */
  readonly localName?: string
  /** Bytes that it states to unpack to; default as many as it has. */
  readonly stated?: number
  /** Default: the right one. */
  readonly checksum?: number
  /** Whether the directory names it; default true. */
  readonly isListed?: boolean
  /** Default: as it is. */
  readonly isDeflated?: boolean
  /** Whether it says that it is encrypted; default false. */
  readonly isEncrypted?: boolean
}

const ORDINARY = 0o100644

/** A zip, as `vsce` and Python's builders write it (PKWARE APPNOTE.TXT 4.3). */
export function makeExampleZip(
  files: Readonly<Record<string, string | Uint8Array>> | readonly ExampleMember[],
): Buffer {
  const members: readonly ExampleMember[] = Array.isArray(files)
    ? files
    : Object.entries(files).map(([name, content]) => ({ name, content }))
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const {
    name,
    content,
    mode = ORDINARY,
    localName = name,
    stated,
    checksum,
    isListed = true,
    isDeflated = false,
    isEncrypted = false,
  } of members) {
    const plain = Buffer.from(content)
    const body = isDeflated ? deflateRawSync(plain) : plain
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(isEncrypted ? 0x801 : 0x800, 2)
    common.writeUInt16LE(isDeflated ? 8 : 0, 4)
    common.writeUInt32LE(checksum ?? crc32(plain), 10)
    common.writeUInt32LE(body.length, 14)
    common.writeUInt32LE(stated ?? plain.length, 18)
    const nameHeader = (own: string): Buffer => {
      const copy = Buffer.from(common)
      copy.writeUInt16LE(Buffer.byteLength(own), 22)
      return copy
    }
    const local = Buffer.concat([
      Buffer.from('PK\x03\x04'),
      nameHeader(localName),
      Buffer.from(localName),
      body,
    ])
    const tail = Buffer.alloc(14)
    tail.writeUInt16LE(mode, 8)
    tail.writeUInt32LE(at, 10)
    const head = [Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), nameHeader(name), tail, Buffer.from(name)]
    if (isListed) central.push(Buffer.concat(head))
    locals.push(local)
    at += local.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(central.length, 8)
  end.writeUInt16LE(central.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, directory, end])
}

/** An extension for an editor, as `vsce package` lays it out: what package.json says, and files beside it. */
export function makeExampleExtension(
  manifest: Readonly<Record<string, unknown>>,
  files: Readonly<Record<string, string>> = {},
): Buffer {
  const whole = {
    name: 'tides',
    publisher: 'acme',
    version: '1.0.0',
    license: 'MIT',
    engines: { vscode: '^1.90.0' },
    ...manifest,
  }
  const { name, publisher, version } = whole
  return makeExampleZip({
    'extension.vsixmanifest': `<PackageManifest><Metadata><Identity Language="en-US" Id="${name}" Version="${version}" Publisher="${publisher}"/></Metadata></PackageManifest>`,
    '[Content_Types].xml': '<?xml version="1.0" encoding="utf-8"?><Types/>',
    'extension/package.json': JSON.stringify(whole, null, 2),
    ...files,
  })
}
