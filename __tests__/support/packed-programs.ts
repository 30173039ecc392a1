import { brotliCompressSync, deflateRawSync, deflateSync } from 'node:zlib'

/** The smallest thing that passes for a native program. */
const ELF = Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), Buffer.alloc(200, 1)])

export type ProgramMaker = (files: Readonly<Record<string, string>>) => Buffer

function encodeU32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length)
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, 4 * index)
  return bytes
}

function encodeU64(value: number): Buffer {
  return encodeU32(value, 0)
}

function encodeDoubles(...values: number[]): Buffer {
  const bytes = Buffer.alloc(8 * values.length)
  for (const [index, value] of values.entries()) bytes.writeDoubleLE(value, 8 * index)
  return bytes
}

const encodeSized = (text: string, size = encodeU64): Buffer =>
  Buffer.concat([size(Buffer.byteLength(text)), Buffer.from(text)])

/** Parts one behind another, and where each lies. */
function encodePool(parts: readonly Buffer[]): { bytes: Buffer; places: [number, number][] } {
  let at = 0
  const places = parts.map((part): [number, number] => {
    at += part.length
    return [at - part.length, part.length]
  })
  return { bytes: Buffer.concat(parts), places }
}

/** `node --experimental-sea-config`, with the first file as the script and the others as assets. */
function makeNodeProgram(files: Readonly<Record<string, string>>, { isRecent = false } = {}): Buffer {
  const [[name, script] = ['main.js', ''], ...assets] = Object.entries(files)
  return Buffer.concat([
    ELF,
    Buffer.from('NODE_SEA_FUSE_0123:1'),
    Buffer.from([0x20, 0xda, 0x43, 0x01]),
    encodeU32(9),
    Buffer.alloc(isRecent ? 1 : 0),
    encodeSized(`/srv/${name}`),
    encodeSized(script),
    encodeU64(assets.length),
    ...assets.flatMap(([path, text]) => [encodeSized(path), encodeSized(text)]),
  ])
}

function makeBunProgram(files: Readonly<Record<string, string>>, record: number): Buffer {
  const all = Object.entries(files)
  const { bytes, places } = encodePool(
    all.flatMap(([path, text]) => [Buffer.from(`/$bunfs/root/${path}`), Buffer.from(text)]),
  )
  const table = all.map((_, index) => {
    const row = Buffer.alloc(record)
    encodeU32(...(places[2 * index] ?? []), ...(places[2 * index + 1] ?? [])).copy(row)
    return row
  })
  const graph = Buffer.concat([bytes, ...table, Buffer.alloc(7)])
  const offsets = Buffer.concat([
    encodeU64(graph.length),
    encodeU32(bytes.length, record * all.length, 0, 0, 0, 0),
  ])
  return Buffer.concat([ELF, graph, offsets, Buffer.from('\n---- Bun! ----\n'), ELF])
}

function makeNexeProgram(files: Readonly<Record<string, string>>): Buffer {
  const { bytes, places } = encodePool(Object.values(files).map((text) => Buffer.from(text)))
  const resources = Object.fromEntries(Object.keys(files).map((path, index) => [`./${path}`, places[index]]))
  const script = Buffer.from(`process.__nexe = ${JSON.stringify({ resources })};\nstart()\n`)
  return Buffer.concat([
    ELF,
    script,
    bytes,
    Buffer.from('<nexe~~sentinel>'),
    encodeDoubles(script.length, bytes.length),
  ])
}

function makePkgProgram(files: Readonly<Record<string, string>>, { isPacked = false } = {}): Buffer {
  const { bytes, places } = encodePool(
    Object.values(files).map((text) => (isPacked ? brotliCompressSync(text) : Buffer.from(text))),
  )
  const words: Record<string, string> = {}
  const keyOf = (word: string): string => {
    words[word] ??= Object.keys(words).length.toString(36)
    return words[word]
  }
  const key = (path: string): string => path.split('/').map(keyOf).join('/')
  const table = Object.fromEntries(
    Object.keys(files).map((path, index) => {
      const full = `/snapshot/app/${path}`
      return [isPacked ? key(full) : full, { 1: places[index], 3: [0, 0] }]
    }),
  )
  const script = `(function(process, require, console, EXECPATH_FD, PAYLOAD_POSITION, PAYLOAD_SIZE) { return (function (REQUIRE_COMMON) {\n})(function (exports) {\n},\n${[table, '/snapshot/app/main.js', {}, words, isPacked ? 2 : 0].map((part) => JSON.stringify(part)).join('\n,\n')}\n);\n})`
  return Buffer.concat([ELF, bytes, Buffer.from(script)])
}

function makePyinstallerProgram(files: Readonly<Record<string, string>>): Buffer {
  const { bytes, places } = encodePool(Object.values(files).map((text) => deflateSync(text)))
  const table = Object.entries(files).map(([path, text], index) => {
    const name = Buffer.concat([Buffer.from(path), Buffer.alloc(16 - (path.length % 16))])
    const [at = 0, size = 0] = places[index] ?? []
    const numbers = encodeU32(18 + name.length, at, size, Buffer.byteLength(text)).swap32()
    return Buffer.concat([numbers, Buffer.from([1, 0x78]), name])
  })
  const rows = Buffer.concat(table)
  const cookie = Buffer.concat([
    Buffer.from('MEI\x0c\x0b\x0a\x0b\x0e', 'latin1'),
    encodeU32(bytes.length + rows.length + 88, bytes.length, rows.length, 311).swap32(),
    Buffer.alloc(64),
  ])
  return Buffer.concat([ELF, bytes, rows, cookie])
}

function makePhar(files: Readonly<Record<string, string>>): Buffer {
  const packed = Object.values(files).map((text) => deflateRawSync(text))
  const manifest = Buffer.concat([
    encodeU32(packed.length),
    Buffer.from([0x11, 0]),
    encodeU32(0x10000, 0, 0),
    ...Object.entries(files).flatMap(([path, text], index) => [
      encodeSized(path, encodeU32),
      encodeU32(Buffer.byteLength(text), 0, packed[index]?.length ?? 0, 0, 0x1000 | 0o644, 0),
    ]),
  ])
  const stub = Buffer.from('#!/usr/bin/env php\n<?php\nPhar::mapPhar();\n__HALT_COMPILER(); ?>\r\n')
  return Buffer.concat([
    stub,
    encodeU32(manifest.length),
    manifest,
    ...packed,
    Buffer.alloc(20, 7),
    Buffer.from('\x01\0\0\0GBMB'),
  ])
}

/** Programs that carry files, by how they are made. */
export const PROGRAMS: Readonly<Record<string, ProgramMaker>> = {
  'node, a single executable': makeNodeProgram,
  'node 24': (files) => makeNodeProgram(files, { isRecent: true }),
  'bun build --compile': (files) => makeBunProgram(files, 52),
  'an older bun': (files) => makeBunProgram(files, 36),
  nexe: makeNexeProgram,
  pkg: makePkgProgram,
  'pkg --compress Brotli': (files) => makePkgProgram(files, { isPacked: true }),
  PyInstaller: makePyinstallerProgram,
  phar: makePhar,
}
