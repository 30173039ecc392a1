/** `code`: values stand in quotes. `plain`: they need none: environment files, YAML, INI, shell, Dockerfiles, prose. */
export type Grammar = 'code' | 'plain'

const CODE =
  /\.(?:[cm]?[jt]sx?|vue|svelte|astro|css|scss|less|html?|json|jsonc|json5|map|java|kt|go|py|rb|php|cs|c|h|cc|cpp|hpp|m|swift|rs|dart|scala|lua|wat|graphql|sol|node|wasm|svg)(?:\.\w{1,4})?$/i

/** Whether values stand in quotes in a file of that name. */
export function grammarOf(path: string): Grammar {
  return CODE.test(path) ? 'code' : 'plain'
}
