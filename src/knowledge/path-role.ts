import { rememberAnswers } from '../text/remember.ts'
import { splitNameWords } from './path-words.ts'

/** Whom a file is for, as its path says. `template`: others fill it in, or make a project of it. */
export type PathRole = 'test' | 'example' | 'documentation' | 'template' | 'benchmark'

/**
 * Kinds of finding that a role makes milder. `key`: private keys; `token`: tokens and logins of services; `password`:
 * credentials known by their company; `environment`: files of variables; `record`: dumps, logs, databases, sessions;
 * `folder`: folders of tools and version control; `map`: source maps and what they name; `text`: hosts, home folders,
 * marks, instructions.
 */
export type SoftenedKind = 'key' | 'token' | 'password' | 'environment' | 'record' | 'folder' | 'map' | 'text'

/** The most that a finding may then be. */
export type Softened = 'warning' | 'notice' | 'off'

const FOLDER_ROLES: readonly (readonly [role: PathRole, names: RegExp])[] = [
  [
    'test',
    /^(?!thunder-tests$)(?:[a-z0-9-]+[-_])?(?:tests?|specs?|fixtures?|mocks?|testdata|testing|e2e|cypress)$|^test[-_]?(?:data|fixtures?|files?|cases?|assets?|utils?|helpers?|support|vectors?|resources?)$/,
  ],
  ['example', /^(?:[a-z0-9-]+[-_])?(?:examples?|samples?|demos?|playgrounds?|showcases?|tutorials?)$/],
  ['benchmark', /^(?:[a-z0-9-]+[-_])?(?:bench|benches|benchmarks?|perf)$/],
  [
    'template',
    /^(?:[a-z0-9-]+[-_])?(?:templates?|boilerplates?|scaffolds?|scaffolding|starters?|skeletons?|blueprints?)$|^(?:templates?|starters?)[-_][a-z0-9_-]+$/,
  ],
  ['documentation', /^(?:docs?|documentation|man|manuals?)$/],
]

const NAME_ROLES: readonly (readonly [role: PathRole, names: RegExp])[] = [
  [
    'test',
    /[._-](?:test|spec|fixture|mock)s?\.[a-z0-9]+$|(?:^|[._-])(?:vectors?|fixtures?|mocks?|testdata|test[-_](?:data|vectors?|keys?|certs?|fixtures?))\.[a-z0-9]+$/,
  ],
  ['template', /(?:^|[._-])(?:examples?|samples?|templates?|tmpl|tpl|skeleton|stub)(?:[._-]|$)|\.dist$/],
  [
    'documentation',
    /\.(?:md|mdx|markdown|rst|adoc|asciidoc|d\.[cm]?ts|d\.[a-z]+\.ts)$|\.[1-8]$|^oclif\.manifest\.json$/,
  ],
]

/**
 * By how much a role lowers a kind of finding; what is not in the table stays as it is. A key or a password there is
 * most often made for showing, and is public either way: worth a look, no reason to stop a release. A token that has
 * its vendor's form is as usable in a document as anywhere, so that its own rule decides by how sure the form makes.
 */
const SOFTER: Readonly<Record<SoftenedKind, Partial<Readonly<Record<PathRole, Softened>>>>> = {
  key: {
    test: 'warning',
    example: 'warning',
    documentation: 'warning',
    benchmark: 'warning',
    template: 'warning',
  },
  token: { test: 'warning', example: 'warning', documentation: 'warning', benchmark: 'warning' },
  password: {
    test: 'warning',
    example: 'warning',
    documentation: 'warning',
    benchmark: 'warning',
    template: 'warning',
  },
  environment: { test: 'warning', example: 'warning', benchmark: 'warning' },
  record: { test: 'notice', example: 'notice', benchmark: 'notice', template: 'notice' },
  folder: { test: 'notice', template: 'off', example: 'notice' },
  map: { test: 'warning', example: 'warning', benchmark: 'warning', documentation: 'warning' },
  text: { test: 'off', example: 'off', documentation: 'off', template: 'off', benchmark: 'off' },
}

/**
 * What a path says of a file. Names inside an archive follow `!`: `dist/app.zip!test/key.pem`. The file's own name
 * counts before its folders, and an inner folder before an outer one.
 */
export const pathRole = rememberAnswers((path): PathRole | null => {
  const segments = path.toLowerCase().split(/[/!]/)
  const name = segments.pop() ?? ''
  const own = NAME_ROLES.find(([, names]) => names.test(name))
  if (own !== undefined && own[0] !== 'documentation') return own[0]
  for (const segment of segments.reverse()) {
    const role = folderRole(segment)
    if (role !== null) return role
  }
  return own?.[0] ?? null
})

/** What a folder's name says of what is in it. */
export const folderRole = rememberAnswers((name): PathRole | null => {
  const bare = name.toLowerCase().replace(/^_{1,2}|_{1,2}$/g, '')
  return FOLDER_ROLES.find(([, names]) => names.test(bare))?.[0] ?? null
})

/** Whether the file lies among tests or their data. */
export function isTestData(path: string): boolean {
  const role = pathRole(path)
  return role === 'test' || role === 'benchmark'
}

/** Words of a file's name that call a file of settings a template; in other files they mean other things. */
const SETTINGS_TEMPLATE_WORDS = new Set(['dist', 'default', 'defaults', 'schema', 'spec'])

/** Whether the path calls a file of settings a template or an example, by its name or its folders. */
export function isTemplatePath(path: string, extraWords: readonly string[] = []): boolean {
  const role = pathRole(path)
  if (role === 'template' || role === 'example') return true
  return splitNameWords(path).some((word) => SETTINGS_TEMPLATE_WORDS.has(word) || extraWords.includes(word))
}

/** Whether a finding of this kind at this path is milder than elsewhere, and what it may be at most. */
export function findSofteningAt(kind: SoftenedKind, path: string): Softened | null {
  const role = pathRole(path)
  return role === null ? null : (SOFTER[kind][role] ?? null)
}
