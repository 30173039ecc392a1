// Packs the many chunks of esbuild's splitting into two files: what every check needs at its start, compiled as one
// script, and the rest, of which a part is read and compiled when it is asked for.
import path from 'node:path'
import { Script } from 'node:vm'
import { crc32 } from 'node:zlib'

/**
 * @param outputs What esbuild made: `{ path, text }` of each chunk.
 * @param outputsOf Its metafile's account of them.
 * A binding is taken over once, when its part has run: the sources export none that changes later.
 * @param starting Source files whose chunks, and what these import, are needed at every start.
 * @returns The text of both files. The first is a module that is one function between its first line and its last, so
 * that src/compiled-bundle.ts can compile it as a script, whose compiled code node lets one keep.
 */
export function packParts(outputs, outputsOf, { entry, starting, later }) {
  const accounts = new Map(Object.entries(outputsOf).map(([file, account]) => [path.basename(file), account]))
  const names = [...accounts.keys()]
  const ids = new Map(names.map((name, id) => [name, id]))
  const made = new Map([...accounts].map(([name, { entryPoint }]) => [entryPoint, name]))
  const first = new Set()
  for (const source of [entry, ...starting]) reach(chunkOf(source))
  const texts = new Map(
    outputs.map(({ path: file, text }) => [path.basename(file), convertToPart(escapeNonAscii(text), ids)]),
  )

  const begun = names.map((name) => (first.has(name) ? `(function(){${texts.get(name)}})` : ''))
  const places = []
  let rest = ''
  for (const name of names) {
    if (first.has(name)) continue
    const text = `${texts.get(name)}\n`
    places[ids.get(name)] = [rest.length, text.length, crc32(text)]
    rest += text
  }
  const doors = accounts.get(chunkOf(entry)).exports
  const main = [
    "import{createRequire}from'node:module';const doors=",
    `(function(require,__here,__compile){"use strict";const __parts=[${begun.join(',')}],__places=${shorten(places)},__done=[];${writeOpener(later)}return __op(${ids.get(chunkOf(entry))})})`,
    `(createRequire(import.meta.url),import.meta.url);export const{${doors.join(',')}}=doors;`,
    '',
  ].join('\n')
  return { main, rest }

  function chunkOf(source) {
    const name = made.get(source)
    if (name === undefined) throw new Error(`${source} has no chunk of its own.`)
    return name
  }

  function reach(name) {
    if (first.has(name)) return
    first.add(name)
    for (const { path: file, kind } of accounts.get(name).imports)
      if (kind === 'import-statement' && accounts.has(path.basename(file))) reach(path.basename(file))
  }
}

/**
 * The opener of parts, in the bundle: `__op` runs each once and keeps what it gives out, `__ld` does so later. Their names
 * stand in the bundle five thousand times; the minifier gives none of four letters.
 */
function writeOpener(later) {
  return `function __op(id){return __done[id]??=(__parts[id]??__read(id))(require,__here,__op,__ld)}
function __ld(id){return new Promise((done)=>done(__op(id)))}
function __read(id){const{openSync,readSync,closeSync}=require('node:fs'),file=new URL(${JSON.stringify(later)},__here),[at,length,sum]=__places[id],bytes=Buffer.alloc(length),opened=openSync(file);try{readSync(opened,bytes,0,length,at)}finally{closeSync(opened)}
if(require('node:zlib').crc32(bytes)!==sum)throw new Error('its files were replaced while it ran; run it again');
const text='(function(require,__here,__op,__ld){"use strict";'+bytes.toString('latin1')+'})';if(__compile)return __compile(id,text);
const{Script}=require('node:vm');return new Script(text,{filename:require('node:url').fileURLToPath(file)}).runInThisContext()}
`
}

/** A chunk as the body of a function: what it imports comes from other parts, what it exports is returned. */
function convertToPart(chunk, ids) {
  const idOf = (file) => {
    const id = ids.get(path.basename(file))
    if (id === undefined) throw new Error(`A chunk imports ${file}, which is none.`)
    return id
  }
  let body = chunk.trimEnd()
  let head = ''
  for (;;) {
    const found = /^\s*import\s*(?:\{([^}]*)\}\s*from\s*)?"(\.\/[^"]+)";/.exec(body)
    if (found === null) break
    const [all, named, file] = found
    head +=
      named === undefined ? `__op(${idOf(file)});` : `const{${formatPairs(named, ':')}}=__op(${idOf(file)});`
    body = body.slice(all.length)
  }
  if (/^\s*import\b(?!\s*\()/.test(body))
    throw new Error(`A chunk begins with an import: ${body.slice(0, 200)}`)
  let end = 'return{}'
  const exported = /export\s*\{([^}]*)\};?$/.exec(body)
  if (exported !== null) {
    const given = exported[1].split(',').map((name) => name.trim().split(' as '))
    end = `return{${given.map(([inner, outer = inner]) => (inner === outer ? inner : `${outer}:${inner}`)).join(',')}}`
    body = body.slice(0, exported.index)
  }
  // So ends a module of CommonJS that is asked for later; as in node, its members are names as well.
  const whole = /export default ([\w$]+\(\));?$/.exec(body)
  if (whole !== null) {
    end = `const __whole=${whole[1]};return{...__whole,default:__whole}`
    body = body.slice(0, whole.index)
  }
  body = body.replace(/\b__now\(import\("(\.\/[\w-]+\.js)"\)\)/g, (_, file) => `__op(${idOf(file)})`)
  body = body.replace(/\bimport\("(\.\/[\w-]+\.js)"\)/g, (_, file) => `__ld(${idOf(file)})`)
  const part = `${head}${body.trim()}${/[;}]\s*$/.test(body) ? '' : ';'}${end}`
  // Throws here, not in front of a user, where something of a module is left.
  new Script(`(function(){${part}})`)
  return part
}

const formatPairs = (named, between) =>
  named
    .split(',')
    .map((name) => name.trim().split(' as ').join(between))
    .join(',')

/** In ASCII, which node need not decode and holds in half the memory. */
function escapeNonAscii(code) {
  // What esbuild leaves are characters in regular expressions.
  if (/\\[^\x00-\x7f]/.test(code))
    throw new Error('A character that is not ASCII is escaped with a backslash.')
  return code.replace(/[^\x00-\x7f]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** JSON without what stands in for parts that are in the first file. */
const shorten = (places) =>
  `{${places
    .map((place, id) => `${id}:${JSON.stringify(place)}`)
    .filter(Boolean)
    .join(',')}}`
