import { pathRole } from '../../../knowledge/path-role.ts'
import { decodeText } from '../../../layers/encodings/decode-text.ts'
import { isMostlyCode } from './carried/carried-lines.ts'
import { hasGaps, sourceLanguage } from './carried/source-language.ts'

/** A file that is a source and no product of a build. */
export interface OriginalFile {
  readonly message: 'files' | 'styles' | 'patch' | 'notebook' | 'notebook-output'
  /** Of a language that is compiled where the package is installed, in packages that say so. */
  readonly isNative: boolean
}

/** Languages that are compiled away before a package is used, without declarations. */
const COMPILED = 'ts|cts|mts|tsx|jsx|vue|svelte|astro|coffee|elm|res|resi|ml|re|purs|cljs|litcoffee|civet'
/** Languages of programs beside it, and of native modules. */
const NATIVE =
  'py|rb|php|pl|pm|cpp|cc|cxx|rs|go|java|cs|kt|kts|swift|scala|dart|fs|vb|hs|ex|exs|erl|zig|nim|jl|mm'
const STYLES = /\.(?:scss|sass|less|styl)$/i
/** What copies, editors and mail add to a name. */
const COPY = '(?:[._-](?:txt|bak|backup|old|orig|copy|save|saved|tmp|disabled|new|\\d+)|~|_)?'
const COMPILED_NAME = new RegExp(`(?<!\\.d)\\.(?:${COMPILED})${COPY}$`, 'i')
const NATIVE_NAME = new RegExp(`\\.(?:${NATIVE})${COPY}$`, 'i')
/** Tools that are written in these languages and come with node, and files that a build needs. */
const NO_SOURCE =
  /(^|\/)(?:node_modules|gyp|node-gyp)\/|(^|\/)(?:build\.gradle\.kts|settings\.gradle\.kts|__init__\.py)$/i
/** Names that say nothing of the language. */
const PLAIN_NAME = /(?:\.(?:txt|text|dat|data|log|tmp|bak|old|orig|src|inc|raw|out)|(?:^|\/)[^./]+)$/i
const SAMPLE = 64 * 1024

/** What only TypeScript has, at the beginning of a line or in a signature. */
const TYPESCRIPT = [
  /^\s*import type\b[^\n]*\bfrom ['"]/m,
  /^\s*(?:export )?(?:declare )?interface \w+(?:<[^>\n]*>)?(?: extends [^\n{]+)? ?\{/m,
  /^\s*(?:export )?type \w+(?:<[^>\n]*>)? = /m,
  /^\s*(?:export )?(?:const )?enum \w+ \{/m,
  /\b\w+\??: (?:string|number|boolean|unknown|void|Promise<|Record<|readonly )/,
  /\)\s*: (?:[A-Z]\w*|string|number|boolean|void|Promise)[\w<>[\], |]* (?:\{|=>)/,
  /^\s*(?:private|public|protected|readonly) (?:readonly )?\w+\b[^\n]*[:;(]/m,
  /^\s*(?:export )?(?:abstract )?class \w+[^\n]*\bimplements\b/m,
]
const OTHER_CODE = /^\s*(?:import .* from ['"]|export (?:const|function|class|default)|(?:const|let) \w+)/m
/** As many of these make a text TypeScript. */
const ENOUGH = 3

/** Signs in code that is named as JavaScript: a module that speaks of TypeScript has some of them in its strings. */
const ENOUGH_IN_CODE = 4

/** Whether code under the name of JavaScript has the types that a build takes away. */
export function isTypedCode(text: string): boolean {
  const own = text.replace(/`(?:[^`\\]|\\[\s\S])*`|\/\*[\s\S]*?\*\//g, '``')
  return OTHER_CODE.test(own) && TYPESCRIPT.filter((sign) => sign.test(own)).length >= ENOUGH_IN_CODE
}

/** Whether a file is a source as somebody wrote it; null for what a build made, and for anything else. */
export function originalFile(path: string, content: Buffer): OriginalFile | null {
  if (NO_SOURCE.test(path) || content.length === 0) return null
  if (/\.ipynb$/i.test(path)) return notebook(content)
  if (/\.(?:patch|diff)(?:\.txt)?$/i.test(path)) return isPatch(content) ? found('patch') : null
  if (COMPILED_NAME.test(path)) return isText(content) ? found('files') : null
  if (NATIVE_NAME.test(path))
    return isText(content) && !isBuilt(content) ? { message: 'files', isNative: true } : null
  if (STYLES.test(path)) return found('styles')
  if (/\.js\.flow$/i.test(path)) return isWrittenOut(content) ? found('files') : null
  return PLAIN_NAME.test(path) ? underPlainName(content) : null
}

/** The same by what is in it, where the name says nothing. */
function underPlainName(content: Buffer): OriginalFile | null {
  const hasChanges = content.subarray(0, SAMPLE).includes('diff --git a/')
  if (hasChanges && isPatch(content)) return found('patch')
  return isTypeScript(content) || isWholeSource(content) ? found('files') : null
}

/** Whether a file whose name says nothing is a source of some language; what a shell starts is a command. */
function isWholeSource(content: Buffer): boolean {
  if (content.toString('latin1', 0, 2) === '#!') return false
  const { kind, bytes } = decodeText(content.subarray(0, SAMPLE))
  if (kind !== 'text') return false
  const text = bytes.toString('utf8').replace(/\r\n?/g, '\n')
  return sourceLanguage(text) !== null && !hasGaps(text) && isMostlyCode(text)
}

function found(message: OriginalFile['message']): OriginalFile {
  return { message, isNative: false }
}

/** What bundlers write for PHP: a list and no more. */
function isBuilt(content: Buffer): boolean {
  return /^<\?php\s+return\s*(?:array\s*\(|\[)/i.test(content.toString('latin1', 0, 64))
}

/** `.ts` is also a video's name; UTF-16 is text all the same. */
function isText(content: Buffer): boolean {
  return decodeText(content.subarray(0, SAMPLE)).kind === 'text'
}

function isTypeScript(content: Buffer): boolean {
  const { kind, bytes } = decodeText(content.subarray(0, SAMPLE))
  if (kind !== 'text') return false
  const text = bytes.toString('utf8')
  return OTHER_CODE.test(text) && TYPESCRIPT.filter((sign) => sign.test(text)).length >= ENOUGH
}

/** Bodies of functions, and not only their types. */
function isWrittenOut(content: Buffer): boolean {
  const text = content.toString('utf8', 0, SAMPLE)
  return !/^\s*declare (?:export|module|type|class|function|var)\b/m.test(text) && /\breturn\b|=>/.test(text)
}

function isPatch(content: Buffer): boolean {
  return /^@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@/m.test(content.toString('latin1', 0, SAMPLE))
}

function notebook(content: Buffer): OriginalFile | null {
  const text = content.toString('utf8')
  if (!/"cells"\s*:\s*\[|"worksheets"\s*:/.test(text)) return null
  return found(/"outputs"\s*:\s*\[\s*\{/.test(text) ? 'notebook-output' : 'notebook')
}

/** Patches of dependencies are applied where the package is installed; tests and examples are meant to be read. */
export function isExpected({ message }: OriginalFile, path: string): boolean {
  const role = pathRole(path)
  if (message === 'patch') return role !== null || /(^|\/)(?:patches|\.yarn\/patches)\//.test(path)
  return message !== 'files' && role !== null
}
