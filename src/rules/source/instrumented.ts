import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'

/** Istanbul's counter function with the path and hash of its file: what instrumented code has and no instrumenter. */
const COUNTER =
  /\b(?:cov_[0-9a-z]{6,20}\s*(?:=\s*\(?function|\(\)\s*\{)|(?:var|const|let)\s+(?:cov_[0-9a-z]{6,20}|__cov_[\w$]{6,40})\s*=)/

const OTHER = /\b_\$jscoverage\s*\[\s*["'][^"']+["']\s*\]\s*=/

export default defineRule({
  meta: {
    id: 'source/instrumented',
    title: 'Code instrumented for coverage',
    why: 'Code that counts its own lines for a test run is slower, grows a global variable, and holds the absolute path of every source file and a map of its statements.',
    fix: 'Build again without the coverage plugin (babel-plugin-istanbul, vite-plugin-istanbul, nyc instrument) before you pack.',
    severity: 'error',
    traits: { harm: 'tidiness', remedy: 'explain' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    counters: {
      what: 'The code in {path} counts its lines for test coverage.',
      why: 'It is a test build: slower, and with the paths of the machine that made it.',
      fix: 'Build again without coverage.',
    },
  },
  keywords: ['__coverage__', '_$jscoverage', 'function cov_'],
  layer(layer, context) {
    if (layer.kind !== 'text' || /\.(md|mdx|markdown|txt|snap)$/i.test(layer.entry.path)) return
    const match = COUNTER.exec(layer.text) ?? OTHER.exec(layer.text)
    if (match === null) return
    const offset = Buffer.byteLength(layer.text.slice(0, match.index))
    context.report({ message: 'counters', data: { path: layer.entry.path }, at: [{ layer, offset }] })
  },
})
