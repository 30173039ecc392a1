import { rememberAnswers } from '../text/remember.ts'

/** Extensions of files that a program or a person reads as something else than settings or keys. */
const CODE_EXTENSIONS = new Set(
  (
    'js mjs cjs jsx ts mts cts tsx json json5 jsonc md mdx markdown html htm xhtml css scss sass less map vue svelte ' +
    'astro py rb go rs java kt scala swift c h cc cpp hpp cs php pl lua r dart ex exs erl clj coffee sh bash zsh fish ' +
    'ps1 bat cmd wasm node graphql gql proto sql svg xml yml yaml toml snap flow patch diff'
  ).split(' '),
)

/** The last segment of a path, in lower case. */
export const baseName = rememberAnswers((path) => path.slice(path.lastIndexOf('/') + 1).toLowerCase())

/** The folders of a path, in lower case: `a/B/c.js` gives `['a', 'b']`. */
export function listFolders(path: string): string[] {
  return path.toLowerCase().split('/').slice(0, -1)
}

/** What follows the last dot of the file name, in lower case; empty for names without one and for `.name`. */
export const extension = rememberAnswers((path) => {
  const name = baseName(path)
  const dot = name.lastIndexOf('.')
  return dot > 0 ? name.slice(dot + 1) : ''
})

/** Words of a file name: runs of letters and digits, in lower case. */
export function splitNameWords(path: string): string[] {
  return baseName(path)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
}

/** Whether the extension says that the file is code, markup or structured data. */
export function isCodeFile(path: string): boolean {
  return CODE_EXTENSIONS.has(extension(path))
}
