import * as z from 'zod'
import { findSofteningAt } from '../../knowledge/path-role.ts'
import { settingsSyntax } from '../../knowledge/settings-file.ts'
import { findLayerPath, formatLayerChain, type Layer } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import { isSpecification } from '../internal/content/context.ts'
import { recognisePickledSession, recogniseSessionKind, type Session } from './content/data/session-kinds.ts'
import { findSessionInCode } from './content/data/sessions-in-code.ts'
import { recogniseSessionInText } from './content/data/sessions-in-text.ts'

const MOST_BYTES = 64 * 1024 ** 2
/** Recordings and states are told by their beginning, or are short enough to be read. */
const READ_BYTES = 4 * 1024 ** 2

/** Members and beginnings without which nothing here is one of these. */
const KEYWORDS = [
  ...[
    '"originalmaxage"',
    '"httponly"',
    '"hostonly"',
    '"samesite"',
    '"expirationdate"',
    '"origins"',
    '"localstorage"',
    '"status":"complete"',
    '"appstate"',
  ],
  ...['"noisekey"', '"wabrowserid"', '"enckey"', '"identitykey"', '"device_id"', 'apihash'],
  ...['stringsession(', 'httponly'],
  ...[
    '"starteddatetime"',
    '"resource-snapshot"',
    '"context-options"',
    '"frame-snapshot"',
    '"screencast-frame"',
  ],
  ...['9:websocket;', '8:response;', '7:request;', '11:client_conn;', '11:server_conn;'],
  '\r\nhost: ',
  ...[
    'set-cookie',
    'sessionid',
    'session_id',
    'jsessionid',
    'li_at',
    'connect.sid',
    'samesite:',
    'refresh_token',
    '\nrefresh',
  ],
  ...['<charles-session', '<items burpversion', '{"type":4,"data":{"href"'],
]

export default defineRule({
  meta: {
    id: 'file/session',
    title: 'Logged-in sessions and recordings of requests',
    why: 'Cookies, storage states and device credentials are logins that need no password. Traces and recordings of network traffic hold them too, along with every request and response. Test tools and bots write them into the project, where packers find them.',
    fix: 'Log the sessions out, delete the file, and name what ships in `files` of package.json.',
    severity: 'error',
    traits: { harm: 'credential', remedy: 'leave-out', binds: 'content' },
    since: '0.2.0',
  },
  options: z.object({}),
  keywords: KEYWORDS,
  messages: {
    session: {
      what: '{kind} ships.',
      why: 'Anyone who installs the package can act as its logged-in owner.',
      fix: 'Log the session out now, and leave the file out of the tarball.',
    },
    recording: {
      what: '{kind} ships.',
      why: 'It holds requests with their headers and cookies, and the responses.',
      fix: 'Leave the file out of the tarball, and replace the credentials that were sent.',
    },
    expired: {
      what: '{kind} ships, without values that could be a login.',
      why: 'It shows which sites were visited on the machine that made the package.',
      fix: 'Leave the file out of the tarball.',
      severity: 'warning',
    },
    shown: {
      what: '{kind} ships among tests or examples.',
      why: 'It is most likely made up; if it was recorded, everybody can use it.',
      fix: 'Make sure that it is made up, or leave the folder out of the tarball.',
      severity: 'warning',
    },
  },
  layer(layer, context) {
    if (layer.bytes.length > MOST_BYTES || layer.bytes.length < 24 || context.hits.length === 0) return
    const found = findSession(layer, context.hits)
    if (found === null) return
    const isShown = findSofteningAt('record', formatLayerChain(layer)) !== null
    const message = isShown && !found.isLive ? 'shown' : found.message
    context.report({ message, data: { kind: found.kind }, at: { layer } })
  },
})

function findSession(layer: Layer, hits: Layer['hits']): Session | null {
  if (layer.kind === 'binary') return recognisePickledSession(layer.bytes)
  if (/\.[cm]?[jt]sx?$/i.test(findLayerPath(layer)))
    return layer.kind === 'source-map' ? null : findSessionInCode(layer.bytes, hits)
  if (layer.kind !== 'text') return null
  return findSessionInDocument(layer) ?? findSessionInLines(layer)
}

/** Texts of any notation are short where they hold a session. */
const MOST_LINES_BYTES = 256 * 1024

function findSessionInLines(layer: Layer): Session | null {
  const path = findLayerPath(layer)
  const syntax = settingsSyntax(path)
  if (
    layer.bytes.length > MOST_LINES_BYTES ||
    (syntax !== 'data' && syntax !== 'script') ||
    isSpecification(layer)
  )
    return null
  return recogniseSessionInText(layer.text)
}

function findSessionInDocument(layer: Layer): Session | null {
  const first = layer.bytes.toString('latin1', 0, 400).trimStart()
  if (!/^(?:[[{<]|\d{2,9}:|ï»¿|[A-Z]{3,7} \S{1,300} HTTP\/1)/.test(first)) return null
  const text = layer.bytes.length <= READ_BYTES ? layer.text : layer.bytes.toString('utf8', 0, 32_768)
  return recogniseSessionKind(text, findLayerPath(layer))
}
