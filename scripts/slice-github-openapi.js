/**
 * Cuts the operations that Seaworthy calls out of GitHub's OpenAPI descriptions, without prose, into test fixtures.
 *
 *   npm install --prefix /tmp/openapi @octokit/openapi
 *   node scripts/slice-github-openapi.js /tmp/openapi/node_modules/@octokit/openapi
 *
 * The package (385 MB) is no dependency: run this when an operation is added or GitHub's description is to be renewed.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Path → methods. */
const OPERATIONS = {
  '/repos/{owner}/{repo}/contents/{path}': ['get'],
  '/repos/{owner}/{repo}/git/trees/{tree_sha}': ['get'],
  '/repos/{owner}/{repo}/git/blobs/{file_sha}': ['get'],
  '/repos/{owner}/{repo}/compare/{basehead}': ['get'],
  '/repos/{owner}/{repo}/pulls': ['get'],
  '/repos/{owner}/{repo}/pulls/{pull_number}': ['get'],
  '/repos/{owner}/{repo}/commits/{commit_sha}/pulls': ['get'],
  '/repos/{owner}/{repo}/issues/{issue_number}/comments': ['get', 'post'],
  '/repos/{owner}/{repo}/issues/comments/{comment_id}': ['patch', 'delete'],
}
/** Description → fixture. */
const DESCRIPTIONS = { 'api.github.com': 'github.com.json', 'ghes-3.17': 'ghes-3.17.json' }
/** Keys that say nothing to a validator, where they are not names of properties. */
const PROSE = new Set([
  'description',
  'summary',
  'title',
  'example',
  'examples',
  'externalDocs',
  'tags',
  'operationId',
  'headers',
])

const source = process.argv[2]
if (source === undefined) {
  console.error('Name the folder of an installed @octokit/openapi: see the head of this script.')
  process.exit(2)
}
const target = path.join(path.dirname(fileURLToPath(import.meta.url)), '../__tests__/fixtures/github-openapi')
mkdirSync(target, { recursive: true })
const { version } = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8'))

for (const [description, fixture] of Object.entries(DESCRIPTIONS)) {
  const whole = JSON.parse(readFileSync(path.join(source, 'generated', `${description}.json`), 'utf8'))
  const slice = JSON.stringify({ from: `@octokit/openapi ${version}, ${description}`, ...cut(whole) })
  writeFileSync(path.join(target, fixture), `${slice}\n`)
  console.log(`${fixture}: ${slice.length.toLocaleString('en-US')} bytes`)
}

function cut(whole) {
  const paths = {}
  for (const [name, methods] of Object.entries(OPERATIONS)) {
    const item = whole.paths[name]
    if (item === undefined) throw new Error(`${name} is not in the description`)
    paths[name] = Object.fromEntries(methods.map((method) => [method, removeProse(item[method])]))
    if (item.parameters) paths[name].parameters = removeProse(item.parameters)
  }
  const components = {}
  collect(paths, whole, components)
  return { openapi: whole.openapi, paths, components }
}

/** Copies everything that `node` refers to into `components`, in the description's own places. */
function collect(node, whole, components) {
  if (Array.isArray(node)) for (const item of node) collect(item, whole, components)
  else if (node !== null && typeof node === 'object') {
    for (const [key, value] of Object.entries(node)) {
      if (key === '$ref' && typeof value === 'string') copyReference(value, whole, components)
      else collect(value, whole, components)
    }
  }
}

function copyReference(reference, whole, components) {
  const [, , kind, name] = reference.split('/')
  components[kind] ??= {}
  if (components[kind][name] !== undefined) return
  components[kind][name] = removeProse(whole.components[kind][name])
  collect(components[kind][name], whole, components)
}

function removeProse(node, namesFollow = false) {
  if (Array.isArray(node)) return node.map((item) => removeProse(item))
  if (node === null || typeof node !== 'object') return node
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => namesFollow || !(PROSE.has(key) || key.startsWith('x-')))
      .map(([key, value]) => [key, removeProse(value, key === 'properties')]),
  )
}
