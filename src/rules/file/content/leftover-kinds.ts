import { baseName, listFolders } from '../../../knowledge/path-words.ts'
import { rememberAnswers } from '../../../text/remember.ts'

export type LeftoverKind =
  | 'tests'
  | 'automation'
  | 'configuration'
  | 'editor'
  | 'system'
  | 'backup'
  | 'lock'
  | 'cache'
  | 'index'

export interface Leftover {
  readonly kind: LeftoverKind
  /** The outermost folder that is all of this kind, or the file itself. */
  readonly place: string
}

const FOLDERS: readonly (readonly [kind: LeftoverKind, names: RegExp])[] = [
  [
    'tests',
    /^(?:tests?|__tests__|__mocks__|__snapshots__|e2e|cypress|spec|specs|__fixtures__|benchmarks?|bench)$/,
  ],
  ['automation', /^\.(?:github|circleci|gitlab|husky|buildkite|azure-pipelines)$/],
  ['editor', /^(?:\.(?:idea|vscode|vs|fleet|settings)|nbproject)$/],
  [
    'cache',
    /^(?:\.(?:cache|parcel-cache|turbo|nx|rpt2_cache.*|eslintcache|pytest_cache|sass-cache|temp|tmp)|__pycache__)$/,
  ],
]

const FILES: readonly (readonly [kind: LeftoverKind, names: RegExp])[] = [
  [
    'backup',
    /(?:\.(?:bak|orig|old|rej|swp|swo|swn|save|backup|tmp)|~|\.bak\.\w+| copy(?: \d+)?(?:\.\w+)?| \(\d+\)\.\w+)$|^#.*#$|^\.#/,
  ],
  [
    'system',
    /^(?:\.ds_store|thumbs\.db|ehthumbs\.db|desktop\.ini|\._.*|\.appledouble|\.directory|icon\r|\.localized|\.spotlight-v100|\.trashes|nohup\.out)$/,
  ],
  [
    'lock',
    /^(?:package-lock\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|deno\.lock|composer\.lock|gemfile\.lock)$/,
  ],
  ['tests', /\.(?:test|spec|e2e)\.(?:[cm]?[jt]sx?|snap)$|^test\.[cm]?[jt]sx?$|\.snap$/],
  [
    'automation',
    /^(?:\.travis\.yml|\.gitlab-ci\.yml|appveyor\.yml|\.appveyor\.yml|azure-pipelines\.ya?ml|jenkinsfile|\.drone\.yml|bitbucket-pipelines\.yml|codecov\.yml|\.codecov\.yml|\.coveralls\.yml|renovate\.json5?|\.renovaterc.*|dependabot\.yml|\.releaserc.*|release\.config\.[cm]?js|\.cirrus\.yml|circle\.yml|netlify\.toml|vercel\.json|dockerfile|docker-compose.*\.ya?ml|\.dockerignore)$/,
  ],
  [
    'editor',
    /\.(?:sublime-project|sublime-workspace|code-workspace|iml|njsproj|komodoproject)$|^(?:\.project|\.classpath|\.tern-project|\.tern-port|\.tm_properties|\.netrwhist|tags\.lock)$/,
  ],
  [
    'cache',
    /^(?:\.eslintcache|\.stylelintcache|\.prettiercache|\.yarn-integrity|\.yarn-metadata\.json|\.package-lock\.json)$|\.py[co]$/,
  ],
  [
    'configuration',
    /^(?:\.(?:eslintrc|babelrc|prettierrc|stylelintrc|jshintrc|jscsrc|nycrc|mocharc|lintstagedrc|commitlintrc|swcrc|c8rc|tap\.?rc|taprc|istanbul|huskyrc|markdownlint|remarkrc|size-limit|dprint|editorconfig|gitattributes|gitignore|npmignore|eslintignore|prettierignore|jshintignore|nvmrc|node-version|tool-versions|watchmanconfig|flowconfig|browserslistrc|all-contributorsrc|mailmap|zuul\.yml|airtap\.yml|yo-rc\.json|yarnrc|pnpmfile)(?:\.\w+)*|[jt]sconfig(?:\.[\w-]+)*\.json|(?:jest|vitest|vite|rollup|webpack|babel|eslint|karma|postcss|tailwind|tsup|esbuild|playwright|cypress|prettier|stylelint|commitlint|lint-staged|gulpfile|gruntfile|ava|wdio|typedoc|api-extractor|vue|svelte|metro|protractor|nyc|c8|turbo|nx|lerna|biome|knip|tsdown|unbuild|build)\.?(?:config|conf|setup)?\.(?:[cm]?[jt]s|json|jsonc)|gruntfile\.(?:js|coffee)|gulpfile\.(?:js|babel\.js)|makefile|tslint\.json|bower\.json|component\.json|typings\.json|lerna\.json|pnpm-workspace\.yaml|rush\.json)$/,
  ],
]

const folderKind = rememberAnswers(
  (folder): LeftoverKind | null => FOLDERS.find(([, names]) => names.test(folder))?.[0] ?? null,
)

/** First bytes of what is told by its content. */
const FIRST_BYTES = new Set(Buffer.from('!\fb\0', 'latin1'))

/** What a path left over from development is, by its name and folders; null for the rest. */
export function recogniseLeftoverKind(path: string): Leftover | null {
  const above = listFolders(path)
  for (const [depth, folder] of above.entries()) {
    const kind = folderKind(folder)
    if (kind !== null)
      return {
        kind,
        place: path
          .split('/')
          .slice(0, depth + 1)
          .join('/'),
      }
  }
  const name = baseName(path)
  const match = FILES.find(
    ([kind, names]) => names.test(name) && (kind !== 'configuration' || above.length === 0),
  )
  return match === undefined ? null : { kind: match[0], place: path }
}

/** The same by content, for files whose names say nothing: indexes of editors, swap files. */
export function recogniseLeftoverContent(content: Buffer): LeftoverKind | null {
  if (!FIRST_BYTES.has(content[0] ?? 1)) return null
  const head = content.toString('latin1', 0, 64)
  if (head.startsWith('!_TAG_FILE_') || /^\f\n[^\n]+,\d+\n/.test(head)) return 'index'
  if (head.startsWith('b0VIM ')) return 'backup'
  return head.startsWith('\0\0\0\x01Bud1') ? 'system' : null
}
