/**
 * What node tries behind the path that `main` or `require` names, in its order
 * (https://nodejs.org/api/modules.html#all-together, LOAD_AS_FILE and LOAD_AS_DIRECTORY).
 */
export const NODE_ENDINGS = ['', '.js', '.json', '.node', '/index.js', '/index.json', '/index.node'] as const

/** What node, bundlers and scripts that load files try between them. */
export const ENDINGS_TRIED = [
  ...NODE_ENDINGS,
  '.mjs',
  '.cjs',
  '.jsx',
  '/index.mjs',
  '/index.cjs',
  '/package.json',
] as const

/**
 * What Metro tries as well, in place of the ending: a file for each platform
 * (https://reactnative.dev/docs/platform-specific-code#platform-specific-extensions).
 */
export const PLATFORM_ENDINGS = ['native', 'ios', 'android', 'web', 'windows', 'macos'].flatMap((platform) =>
  ['js', 'jsx', 'ts', 'tsx'].map((ending) => `.${platform}.${ending}`),
)
