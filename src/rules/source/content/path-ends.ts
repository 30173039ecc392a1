const LANGUAGES = [
  'ts',
  'tsx',
  'mts',
  'cts',
  'js',
  'jsx',
  'mjs',
  'cjs',
  'vue',
  'svelte',
  'py',
  'rs',
  'go',
  'java',
  'cs',
  'kt',
  'swift',
  'rb',
  'php',
  'scala',
  'dart',
  'cc',
  'cpp',
  'ex',
  'clj',
]
/** How the end of a path in quotes looks, in strings inside strings too. */
export const PATH_ENDS: readonly string[] = LANGUAGES.flatMap((end) => [
  `.${end}"`,
  `.${end}'`,
  `.${end}\``,
  `.${end}\\"`,
])

/** How a path as a key of YAML goes on to a block of lines. */
export const YAML_ENDS: readonly string[] = LANGUAGES.flatMap((end) => [
  `.${end}: |`,
  `.${end}: >`,
  `.${end}": |`,
])

/** How a path ends in a table of paths and texts. */
export const CELL_ENDS: readonly string[] = LANGUAGES.flatMap((end) => [
  `.${end},"`,
  `.${end}\t"`,
  `.${end}","`,
])
