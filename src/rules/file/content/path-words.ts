const TEMPLATE_WORDS = new Set([
  'example',
  'examples',
  'sample',
  'samples',
  'template',
  'templates',
  'tmpl',
  'tpl',
  'dist',
  'default',
  'defaults',
  'schema',
  'spec',
  'skeleton',
  'stub',
])

const TEST_FOLDERS = new Set([
  'test',
  'tests',
  '__tests__',
  'spec',
  'specs',
  '__fixtures__',
  'fixture',
  'fixtures',
  '__mocks__',
  'mocks',
  'testdata',
  'test-data',
  'test-fixtures',
  'e2e',
])

const TEMPLATE_FOLDERS = new Set([
  'template',
  'templates',
  'example',
  'examples',
  'sample',
  'samples',
  'boilerplate',
])

/** Extensions of files that a program or a person reads as something else than settings or keys. */
const CODE_EXTENSIONS = new Set(
  (
    'js mjs cjs jsx ts mts cts tsx json json5 jsonc md mdx markdown html htm xhtml css scss sass less map vue svelte ' +
    'astro py rb go rs java kt scala swift c h cc cpp hpp cs php pl lua r dart ex exs erl clj coffee sh bash zsh fish ' +
    'ps1 bat cmd wasm node graphql gql proto sql svg xml yml yaml toml snap flow patch diff'
  ).split(' '),
)

/** The last segment of a path, in lower case. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase()
}

/** The folders of a path, in lower case: `a/B/c.js` gives `['a', 'b']`. */
export function folders(path: string): string[] {
  return path.toLowerCase().split('/').slice(0, -1)
}

/** What follows the last dot of the file name, in lower case; empty for names without one and for `.name`. */
export function extension(path: string): string {
  const name = baseName(path)
  const dot = name.lastIndexOf('.')
  return dot > 0 ? name.slice(dot + 1) : ''
}

/** Words of a file name: runs of letters and digits, in lower case. */
export function nameWords(path: string): string[] {
  return baseName(path)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
}

/** Whether the extension says that the file is code, markup or structured data. */
export function isCodeFile(path: string): boolean {
  return CODE_EXTENSIONS.has(extension(path))
}

/** Whether the name calls the file a template, or it lies in a folder of templates or examples. */
export function isTemplate(path: string, extraWords: readonly string[] = []): boolean {
  return (
    nameWords(path).some((word) => TEMPLATE_WORDS.has(word) || extraWords.includes(word)) ||
    folders(path).some((folder) => TEMPLATE_FOLDERS.has(folder))
  )
}

/** Whether the file lies among tests or their data. */
export function isTestData(path: string): boolean {
  return folders(path).some((folder) => TEST_FOLDERS.has(folder))
}
