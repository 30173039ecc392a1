// The floor: gunzip and a list of the tar headers, nothing else. node bench/list-tarball.js <file.tgz>
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'

let skip = 0
let header = Buffer.alloc(0)
let entries = 0
let characters = 0
for await (const chunk of createReadStream(process.argv[2]).pipe(createGunzip({ chunkSize: 1 << 20 }))) {
  // A plain read of the same bytes: what any scanner of text does at least.
  characters += chunk.toString('utf8').length
  let at = 0
  while (at < chunk.length) {
    if (skip > 0) {
      const step = Math.min(skip, chunk.length - at)
      skip -= step
      at += step
      continue
    }
    const step = Math.min(512 - header.length, chunk.length - at)
    header = Buffer.concat([header, chunk.subarray(at, at + step)])
    at += step
    if (header.length < 512) continue
    if (header[0] !== 0) {
      entries += 1
      skip = Math.ceil(Number.parseInt(header.toString('latin1', 124, 136), 8) / 512) * 512
    }
    header = Buffer.alloc(0)
  }
}
process.stdout.write(`${entries} entries, ${characters} characters\n`)
