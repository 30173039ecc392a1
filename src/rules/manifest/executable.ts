import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'
import { listBins } from './content/members.ts'

type FirstLine = 'shebang' | 'carriage-return' | 'mark' | 'native' | 'shell' | 'text'

/** How a file begins, as far as a system that is to run it cares. */
function readFirstLine(content: Buffer): FirstLine {
  const head = content.toString('latin1', 0, 256)
  if (head.startsWith('ï»¿#!')) return 'mark'
  if (head.startsWith('#!')) return /^[^\n]*\r/.test(head) ? 'carriage-return' : 'shebang'
  // No JavaScript: a script that the shell may as well run.
  if (/^(?:#|:[\s;])/.test(head)) return 'shell'
  return content.subarray(0, 64).includes(0) || head.startsWith('\x7fELF') || head.startsWith('MZ')
    ? 'native'
    : 'text'
}

const STUB_BYTES = 1024
/** Scripts and programs of Windows, which knows no such line. */
const FOR_WINDOWS = /\.(?:cmd|bat|ps1|exe|com|vbs)$/i

function hasInstallScript(manifest: Readonly<Record<string, unknown>> | null): boolean {
  const scripts = manifest?.scripts
  return (
    typeof scripts === 'object' &&
    scripts !== null &&
    ['preinstall', 'install', 'postinstall'].some((name) => name in scripts)
  )
}

export default defineRule({
  meta: {
    id: 'manifest/executable',
    title: 'Command that cannot run',
    why: 'npm links a command to the file that `bin` names and lets the system run it. Without a `#!` line at its very beginning a Unix shell takes the file for a shell script; with a carriage return at the end of that line the system looks for a program that does not exist.',
    fix: 'Begin the file with `#!/usr/bin/env node` and end its lines with LF.',
    severity: 'error',
    traits: { of: ['npm'], harm: 'installation' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    'no-shebang': {
      what: 'The command {name} has no #! line.',
      why: 'On Linux and macOS a shell tries to run the JavaScript as a shell script.',
      fix: 'Begin the file with #!/usr/bin/env node.',
    },
    'carriage-return': {
      what: 'The #! line of the command {name} ends with a carriage return.',
      why: 'Linux and macOS look for a program with that character in its name, and find none.',
      fix: 'End the lines of the file with LF: set `* text=auto eol=lf` in .gitattributes where it is packed.',
    },
    mark: {
      what: 'The command {name} begins with a byte order mark, before its #! line.',
      why: 'The system sees no #! line and takes the file for a shell script.',
      fix: 'Save the file as UTF-8 without a byte order mark.',
    },
  },
  entry(entry, context) {
    if (entry.type !== 'file' || entry.size === 0) return
    const line = readFirstLine(entry.content)
    // Most files are text without the line, so that only the others are worth remembering.
    const known = context.memory(() => new Map<string, FirstLine>())
    if (line === 'text') known.delete(entry.path)
    else known.set(entry.path, line)
  },
  package(facts, context) {
    const known = context.memory(() => new Map<string, FirstLine>())
    for (const { name, path } of facts.manifest === null ? [] : listBins(facts.manifest)) {
      const file = facts.byPath.get(path) ?? facts.byPath.get(`${path}.js`)
      if (file === undefined || file.size === 0 || FOR_WINDOWS.test(file.path)) continue
      const line = known.get(file.path) ?? 'text'
      // A short text that an install script replaces by a program: a line for node would break it.
      if (line === 'text' && file.size < STUB_BYTES && hasInstallScript(facts.manifest)) continue
      if (line === 'text' || line === 'carriage-return' || line === 'mark')
        context.report({
          message: line === 'text' ? 'no-shebang' : line,
          data: { name },
          at: { path: file.path, line: 1, column: 1 },
        })
    }
  },
})
