import * as z from 'zod'
import { isBuildMachinePath } from '../../knowledge/build-machines.ts'
import { isTestData } from '../../knowledge/path-role.ts'
import { findLayerPath, type KeywordHit, type Layer } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import { isProse, readTextBehind, standsInComment } from './content/context.ts'

const NAME = '([A-Za-z0-9._-]{2,32})'

const UNIX = new RegExp(`^/(Users|home)/${NAME}/([^\\s"'\`<>|:*?]{1,200})`)

const WINDOWS = new RegExp(`^[A-Za-z]:(\\\\{1,4}|/)Users\\1${NAME}\\1([^\\s"'\`<>|:*?]{1,200})`)

/** Names that stand for anybody, or for a machine that builds. */
const NOBODY =
  /^(?:users?|username|user[-_]?name|your[-_]?\w*|my[-_]?\w*|me|name|foo|bar|baz|someone|somebody|anyone|test\w*|example|runner|runneradmin|node|root|app|vscode|circleci|travis|jenkins|build|builder|ubuntu|ec2-user|vagrant|docker|shared|public|default|guest|admin|john|jane|joe|bob|alice|jdoe|johndoe|linuxbrew|web_user|rust|conda|codespace|gitpod|vsts|\.+)$/i

/** What tells a folder of a machine from a page of a site that is called "home". */
const ON_DISK =
  /^(?:projects?|work|workspace|works?|dev|devel|develop|development|src|source|code|repos?|git|github|desktop|documents|downloads|sites|library|appdata|go|bin|tmp|\.[a-z][\w-]*)(?:[\\/]|$)|[\\/]node_modules[\\/]|\.(?:[cm]?[jt]sx?|json|py|rb|go|rs|c|h|cc|cpp|java|vue|log|sh|map)$/i

export default defineRule({
  meta: {
    id: 'internal/home-path',
    title: 'Path of a home folder',
    why: 'A path such as /Users/name/work/… shows who built the package and names the folders it came from. It also means that the code may look for a file on that machine.',
    fix: 'Make paths relative when the package is built, or resolve them where the code runs.',
    severity: { 'open-source': 'notice', proprietary: 'warning' },
    traits: { harm: 'internals', binds: 'said' },
    since: '0.1.0',
  },
  options: z.object({
    names: z
      .array(z.string().min(1))
      .default([])
      .describe('More names that stand for nobody, such as the user of a build machine.')
      .meta({ stricter: 'fewer' }),
  }),
  messages: {
    path: {
      what: 'The code holds a path in the home folder of {name}.',
      why: 'It shows who built the package, and on which machine.',
      fix: 'Make the path relative when the package is built.',
    },
  },
  keywords: ['/users/', '/home/', ':\\users\\', ':\\\\users\\\\'],
  layer(layer, context) {
    const path = findLayerPath(layer)
    if (layer.kind === 'source-map' || layer.kind === 'decoded') return
    // Fields of package.json are manifest/local-metadata's; the rest of it is prose.
    if (isProse(layer) || isTestData(path) || path === 'package.json') return
    for (const hit of context.hits) {
      const found = findHomeAt(layer, hit)
      if (
        found === null ||
        NOBODY.test(found.name) ||
        isBuildMachinePath(found.path) ||
        context.options.names.includes(found.name)
      )
        continue
      if (!isOnDisk(layer, found) || standsInComment(layer, found.offset)) continue
      const { name, offset } = found
      context.report({ message: 'path', data: { name }, group: name, at: { layer, offset } })
    }
  },
})

/** What programs that draw and write call the file that they were given. */
const NAMES_FILE =
  /(?:export-filename|docname|absref|source-?file|file-?path|instanceID|original(?:File|Path)?)["']?\s?[=:>]\s?["']?(?:file:\/\/)?$/i

function isOnDisk(layer: Layer, { rest, offset }: HomePath): boolean {
  return (
    ON_DISK.test(rest) ||
    (/\.\w{2,5}$/.test(rest) &&
      NAMES_FILE.test(layer.bytes.toString('latin1', Math.max(0, offset - 40), offset)))
  )
}

interface HomePath {
  readonly name: string
  /** What follows the home folder. */
  readonly rest: string
  readonly offset: number
  /** From its first character on. */
  readonly path: string
}

const COLON = 0x3a

/** The path that a keyword stands in, if it begins there: most hits are in the middle of a URL or a longer path. */
function findHomeAt(layer: Layer, { keyword, offset }: KeywordHit): HomePath | null {
  const before = layer.bytes[offset - 1]
  if (keyword.startsWith(':')) return readHomePath(layer, WINDOWS, offset - 1)
  if (before === COLON && keyword === '/users/') {
    const drive = readHomePath(layer, WINDOWS, offset - 2)
    if (drive !== null) return drive
  }
  if (layer.kind === 'binary') return findHomeInProgram(layer, offset)
  if (before !== undefined && !'"\'`\n\t\r =(,[:/'.includes(String.fromCharCode(before))) return null
  if (before === 0x2f && layer.bytes.toString('latin1', Math.max(0, offset - 7), offset) !== 'file://')
    return null
  return readHomePath(layer, UNIX, offset)
}

/** Compilers write their paths one behind the other, with a zero between them or with nothing. */
function findHomeInProgram(layer: Layer, offset: number): HomePath | null {
  const found = readHomePath(layer, UNIX, offset)
  if (found === null) return null
  const isOwn = !/[\w./-]/.test(String.fromCharCode(layer.bytes[offset - 1] ?? 0))
  const rest = found.rest.split('\0', 1)[0] ?? ''
  return isOwn ||
    /^\.(?:cargo|rustup|conan|nuget|gradle|m2)\/|\/src\/[^\0]{1,100}\.(?:rs|c|cc|cpp|h|go|swift)/.test(rest)
    ? { ...found, rest }
    : null
}

function readHomePath(layer: Layer, form: RegExp, offset: number): HomePath | null {
  const match = form.exec(readTextBehind(layer, offset, 280))
  return match?.[2] === undefined ? null : { name: match[2], rest: match[3] ?? '', offset, path: match[0] }
}
