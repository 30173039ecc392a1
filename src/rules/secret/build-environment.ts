import * as z from 'zod'
import { findSofteningAt, pathRole } from '../../knowledge/path-role.ts'
import { findLayerPath, formatLayerChain, type Layer } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import { redact } from '../../secrets/redact.ts'
import { ENVIRONMENT_KEYWORDS, findBuildEnvironments } from '../../secrets/settings/build-environment.ts'

const PREVIEW = /previewMode(?:SigningKey|EncryptionKey)\\{0,3}"\s{0,4}:\s{0,4}\\{0,3}"([0-9a-f]{64})/
/** The key of `server-reference-manifest.json`, beside the actions by their runtime. */
const ACTIONS = /"encryptionKey"\s{0,4}:\s{0,4}"([A-Za-z0-9+/]{43}=)"/
const SERVER_FILES = /"appDir"\s{0,4}:\s{0,4}"(?:[^"\\]|\\.){1,1000}"/
const KEEP_OUT =
  'Inline the variables that the code needs by name, never `process.env` as a whole, and replace every secret that the build had.'

export default defineRule({
  meta: {
    id: 'secret/build-environment',
    title: "The build's environment in the package",
    why: 'A bundler that is told to inline `process.env` as a whole, instead of single names, writes every variable of the build into the code: tokens of the build service, passwords, the names of machines and people.',
    fix: 'Inline variables by name (`define: {"process.env.API_URL": …}`), never the whole object. Replace every secret that the build had.',
    severity: 'error',
    traits: { harm: 'credential', setAside: 'never', binds: 'content' },
    since: '0.2.0',
  },
  options: z.object({}),
  keywords: [
    ...ENVIRONMENT_KEYWORDS,
    'previewmodesigningkey',
    'previewmodeencryptionkey',
    '"encryptionkey"',
    '"relativeappdir"',
    '"appdir"',
  ],
  messages: {
    environment: {
      confidence: 'likely',
      what: 'The environment of the machine that built the package is in it: {count|variable|variables} ({names}).',
      why: "Anyone who downloads the package can read all of it, which usually includes the build's secrets.",
      fix: KEEP_OUT,
    },
    preview: {
      confidence: 'sure',
      what: 'The keys of the preview mode of a Next.js application are in the package.',
      why: 'Anyone who has them can sign a cookie that unlocks drafts and preview mode.',
      fix: 'Leave `.next` out of the tarball, or build without the server’s files. A new build makes new keys.',
    },
    actions: {
      what: 'The key that a Next.js server encrypts the values of its actions with is in the package.',
      why: 'Anyone who has it can read the values that actions send through the browser, and forge them.',
      fix: 'Leave `.next` out of the tarball, or build without the server’s files. A new build makes a new key.',
    },
    server: {
      confidence: 'sure',
      what: "The configuration of a Next.js server is in the package as the build resolved it, with the build machine's folder.",
      why: 'It holds the `env` and runtime settings of the server as they were when it was built.',
      fix: 'Leave the file out of the tarball, and replace the secrets in it.',
      severity: { 'open-source': 'warning', proprietary: 'error' },
    },
    shown: {
      confidence: 'possible',
      what: 'The environment of a machine is written down among tests, examples or documents: {names}.',
      why: 'It tells how that machine is set up.',
      fix: 'Make up the values.',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
  },
  layer(layer, context) {
    // The file of a process (`/proc/<pid>/environ`) ends every variable with a zero, and is nothing else.
    const isBinary = layer.kind === 'binary'
    if ((isBinary && layer.bytes.length > 64 * 1024) || /\.d\.[cm]?ts$/.test(findLayerPath(layer))) return
    findNextKeys(layer, context.hits, (message, offset, value) => {
      const at = { layer, offset, evidence: redact(value) }
      context.report({ message, at })
    })
    const hits = context.hits.filter(({ keyword }) =>
      isBinary ? layer.bytes.includes(0) && keyword.endsWith('=/') : !/^"|^previewmode/.test(keyword),
    )
    const role =
      findSofteningAt('text', formatLayerChain(layer)) === null ? null : pathRole(formatLayerChain(layer))
    // A page that a server made is no document, whatever the folder is called.
    const isShown =
      role !== null &&
      !(role === 'documentation' && !/\.(?:mdx?|rst|adoc|txt)$|\.d\.ts$/i.test(findLayerPath(layer)))
    for (const { offset, names } of findBuildEnvironments(layer.bytes, hits)) {
      const at = { layer, offset, evidence: names.slice(0, 3).join(', ') }
      const first = names.slice(0, 200)
      if (isShown)
        context.report({ message: 'shown', data: { names: first }, at, group: formatLayerChain(layer) })
      else
        context.report({
          message: 'environment',
          data: { count: names.length, names: first },
          at,
          group: formatLayerChain(layer),
        })
    }
  },
})

function findNextKeys(
  layer: Layer,
  hits: Layer['hits'],
  report: (message: 'preview' | 'actions' | 'server', offset: number, value: string) => void,
): void {
  const preview = hits.find(({ keyword }) => keyword.startsWith('previewmode'))
  const signing = preview === undefined ? null : PREVIEW.exec(readTextAt(layer, preview.offset))
  if (preview !== undefined && signing !== null) report('preview', preview.offset, signing[1] ?? '')
  const actions = hits.find(({ keyword }) => keyword === '"encryptionkey"')
  const encryption = actions === undefined ? null : ACTIONS.exec(readTextAt(layer, actions.offset))
  if (
    actions !== undefined &&
    encryption !== null &&
    layer.bytes.includes('"node"') &&
    layer.bytes.includes('"edge"')
  )
    report('actions', actions.offset, encryption[1] ?? '')
  const server = hits.find(({ keyword }) => keyword === '"appdir"' || keyword === '"relativeappdir"')
  if (server === undefined || !layer.bytes.includes('"config"') || !layer.bytes.includes('"files"')) return
  const match = SERVER_FILES.exec(
    layer.bytes.toString('latin1', Math.max(0, server.offset - 1000), server.offset + 1200),
  )
  if (match !== null) report('server', server.offset, match[0])
}

function readTextAt({ bytes }: Layer, offset: number): string {
  return bytes.toString('latin1', offset, offset + 400)
}
