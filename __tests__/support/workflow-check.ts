import { createRequire } from 'node:module'
import { build } from 'esbuild'
import { parse } from 'yaml'

interface Diagnostic {
  message: string
  severity?: number
  range: { start: { line: number; character: number } }
}
interface LanguageService {
  validate(document: unknown, config: object): Promise<Diagnostic[]>
  TextDocument: { create(uri: string, language: string, version: number, text: string): unknown }
}

let service: Promise<LanguageService> | undefined
let checked = 0

/**
 * GitHub's own language service for workflows and action.yml. Bundled here, because node cannot load it as it is
 * published: it imports JSON without saying so.
 */
async function loadService(): Promise<LanguageService> {
  const result = await build({
    stdin: {
      contents: `export { validate } from '@actions/languageservice'
        export { TextDocument } from 'vscode-languageserver-textdocument'`,
      resolveDir: process.cwd(),
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
    logLevel: 'error',
  })
  const module = { exports: {} }
  const code = result.outputFiles[0]?.text ?? ''
  new Function('module', 'exports', 'require', code)(module, module.exports, createRequire(import.meta.url))
  return module.exports as LanguageService
}

/** The Action as workflows name it. */
const OUR_ACTION = /^seaworthy-dev\/seaworthy@/

/**
 * What GitHub would find wrong with a workflow or an action.yml; empty when nothing is. `uses:` of our own Action,
 * local or published, is held against `actionYml`.
 */
export async function checkWorkflow(name: string, text: string, actionYml: string): Promise<string[]> {
  service ??= loadService()
  const { validate, TextDocument } = await service
  const metadata = parse(actionYml) as object
  // The service looks inputs up for published actions only, so ours is one for as long as it is checked.
  // It also remembers what it has read by address, so each has its own.
  const document = TextDocument.create(
    `file:///${checked++}/${name}`,
    'yaml',
    1,
    text.replace(/(uses: *['"]?)\.\/(?=['"\s])/g, '$1seaworthy-dev/seaworthy@v0'),
  )
  const diagnostics = await validate(document, {
    actionsMetadataProvider: {
      fetchActionMetadata: async (action: { owner: string; name: string; ref: string }) =>
        OUR_ACTION.test(`${action.owner}/${action.name}@${action.ref}`) ? metadata : undefined,
    },
  })
  return diagnostics
    .filter(({ message }) => !isSomebodyElses(message))
    .map(({ message, range }) => `${name}:${range.start.line + 1}:${range.start.character + 1} ${message}`)
}

/** Other people's actions are not looked up: the tests need no network. */
function isSomebodyElses(message: string): boolean {
  const action = /^Unable to resolve action `([^`]+)`/.exec(message)?.[1]
  return action !== undefined && !OUR_ACTION.test(action)
}
