/**
 * Copies the JSON schema of SARIF 2.1.0, without prose, into a test fixture.
 *
 *   npm install --prefix /tmp/sarif @microsoft/jest-sarif
 *   node scripts/fetch-sarif-schema.js /tmp/sarif/node_modules/@microsoft/jest-sarif
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const source = process.argv[2]
if (source === undefined) {
  console.error('Name the folder of an installed @microsoft/jest-sarif: see the head of this script.')
  process.exit(2)
}
const schema = JSON.parse(readFileSync(path.join(source, 'lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'))
// Their own addresses are no identifiers to a validator that fetches nothing.
delete schema.$schema
delete schema.id
const target = path.join(path.dirname(fileURLToPath(import.meta.url)), '../__tests__/fixtures/sarif')
mkdirSync(target, { recursive: true })
writeFileSync(path.join(target, 'sarif-2.1.0.schema.json'), `${JSON.stringify(removeProse(schema))}\n`)

function removeProse(node, namesFollow = false) {
  if (Array.isArray(node)) return node.map((item) => removeProse(item))
  if (node === null || typeof node !== 'object') return node
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key, value]) => namesFollow || key !== 'description' || typeof value !== 'string')
      .map(([key, value]) => [key, removeProse(value, key === 'properties' || key === 'definitions')]),
  )
}
