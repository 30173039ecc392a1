// The least that reading a packed source map takes: node bench/parse-map.js <file.map.gz>
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

const { sources } = JSON.parse(gunzipSync(readFileSync(process.argv[2])).toString('utf8'))
console.log(`${sources.length} sources`)
