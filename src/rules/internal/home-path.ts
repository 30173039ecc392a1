import * as z from 'zod'
import { layerPath } from '../../layers/layer.ts'
import { defineRule } from '../define.ts'
import { isTestData } from '../file/content/path-words.ts'
import { after, isInComment, isProse } from './content/context.ts'

const NAME = '([A-Za-z0-9._-]{2,32})'
const UNIX = new RegExp(`^/(Users|home)/${NAME}/([^\\s"'\`<>|:*?]{1,200})`)
const WINDOWS = new RegExp(`^[A-Za-z]:(\\\\{1,4}|/)Users\\1${NAME}\\1([^\\s"'\`<>|:*?]{1,200})`)

/** Names that stand for anybody, or for a machine that builds. */
const NOBODY =
  /^(?:users?|username|user[-_]?name|your[-_]?\w*|my[-_]?\w*|me|name|foo|bar|baz|someone|somebody|anyone|test\w*|example|runner|runneradmin|node|root|app|vscode|circleci|travis|jenkins|build|builder|ubuntu|ec2-user|vagrant|docker|shared|public|default|guest|admin|john|jane|joe|bob|alice|jdoe|johndoe|linuxbrew|web_user|\.+)$/i

/** What tells a folder of a machine from a page of a site that is called "home". */
const ON_DISK =
  /^(?:projects?|work|workspace|works?|dev|devel|develop|development|src|source|code|repos?|git|github|desktop|documents|downloads|sites|library|appdata|go|bin|tmp|\.[a-z][\w-]*)(?:[\\/]|$)|[\\/]node_modules[\\/]|\.(?:[cm]?[jt]sx?|json|py|rb|go|rs|c|h|cc|cpp|java|vue|log|sh|map)$/i

export default defineRule({
  meta: {
    id: 'internal/home-path',
    title: 'The path of a home folder',
    why: 'A path such as /Users/name/work/… tells who built the package and how the folders are called that it came from. It also means that the code may look for a file on that machine.',
    fix: 'Make paths relative when the package is built, or resolve them where the code runs.',
    severity: { 'open-source': 'notice', proprietary: 'warning' },
    since: '0.1.0',
  },
  options: z.object({
    names: z
      .array(z.string().min(1))
      .default([])
      .describe('More names that stand for nobody, such as the user of a build machine.'),
  }),
  messages: {
    path: {
      what: 'The code holds a path in the home folder of {name}.',
      why: 'It tells who built the package, and on which machine.',
      fix: 'Make the path relative when the package is built.',
    },
  },
  examples: {
    bad: [
      {
        title: 'A path that a bundler wrote down',
        files: { 'lib/a.js': 'var __filename = "/Users/mkeller/work/shop/src/a.ts"\n' },
      },
    ],
    good: [
      {
        title: 'Examples, comments and pages called home',
        files: {
          'lib/a.js':
            '// on my machine: /Users/mkeller/work/a.ts\nexports.route = "/home/settings/profile"\nexports.x = "/Users/username/work/a.js"\n',
        },
      },
    ],
  },
  keywords: ['/users/', '/home/', ':\\users\\', ':\\\\users\\\\'],
  layer(layer, context) {
    if (
      (layer.kind !== 'text' && layer.kind !== 'original-source') ||
      isProse(layer) ||
      isTestData(layerPath(layer))
    )
      return
    for (const { offset, keyword } of context.hits) {
      if (!keyword.startsWith(':') && !mayBegin(layer.bytes[offset - 1])) continue
      const isWindows = keyword.startsWith(':')
      const start = isWindows || layer.bytes[offset - 1] === 0x3a ? offset - 1 : offset
      const match =
        keyword.includes('\\') || start < offset
          ? WINDOWS.exec(after(layer, start, 280))
          : UNIX.exec(after(layer, offset, 280))
      const name = match?.[2]
      const rest = match?.[3] ?? ''
      if (name === undefined || NOBODY.test(name) || context.options.names.includes(name)) continue
      if (!ON_DISK.test(rest)) continue
      const lead = layer.bytes.toString('latin1', Math.max(0, offset - 8), offset)
      if (!isWindows && !/(?:^|["'`\s=(,[:]|file:\/\/)$/.test(lead)) continue
      if (isInComment(layer, offset)) continue
      context.report({ message: 'path', data: { name }, group: name, at: { layer, offset } })
    }
  },
})

/** Whether a path may begin behind this byte; most hits stand in the middle of a URL or a longer path. */
function mayBegin(before: number | undefined): boolean {
  return before === undefined || '"\'`\n\t\r =(,[:/'.includes(String.fromCharCode(before))
}
