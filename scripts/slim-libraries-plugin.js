// Leaves out of the bundle what libraries bring along twice or nothing here calls: half a megabyte.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

/** @type {import('esbuild').Plugin} */
export const slimLibrariesPlugin = {
  name: 'slim-libraries',
  setup(build) {
    removeUndici(build)
    keepUsedEndpoints(build)
    removeDescriptions(build)
    keepOneOfEach(build)
    keepPartsInSight(build)
  },
}

/**
 * @actions/github and @actions/http-client bring a whole HTTP client for proxies. `src/action/github-client.ts` hands
 * Octokit a function of its own to fetch with, so that theirs is made when they are loaded and never called.
 */
function removeUndici(build) {
  build.onLoad({ filter: /[\\/]undici[\\/]index\.js$/ }, () => ({
    contents:
      'export class ProxyAgent {}\nexport function fetch() { throw new Error("This bundle has no undici") }\n',
    loader: 'js',
  }))
}

/** Of GitHub's thousand endpoints, those that the sources name: `client.rest.issues.createComment`. */
function keepUsedEndpoints(build) {
  build.onLoad(
    { filter: /[\\/]plugin-rest-endpoint-methods[\\/]dist-src[\\/]generated[\\/]endpoints\.js$/ },
    async (module) => {
      const { default: endpoints } = await import(pathToFileURL(module.path).href)
      const used = {}
      for (const [, scope, method] of readSources().matchAll(/\.rest\.(\w+)\.(\w+)/g)) {
        const endpoint = endpoints[scope]?.[method]
        if (endpoint === undefined) throw new Error(`Octokit has no endpoint rest.${scope}.${method}`)
        used[scope] = { ...used[scope], [method]: endpoint }
      }
      return { contents: `export default ${JSON.stringify(used)}\n`, loader: 'js' }
    },
  )
}

function readSources() {
  const folder = path.join(root, 'src')
  return readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .join('\n')
}

/** The manual page of each of npm's settings; `npm help config` prints it, and nobody here. */
function removeDescriptions(build) {
  build.onLoad(
    { filter: /[\\/]@npmcli[\\/]config[\\/]lib[\\/]definitions[\\/]definitions\.js$/ },
    (module) => ({
      contents: readFileSync(module.path, 'utf8').replace(
        /^(\s+description:) (?:`(?:[^`\\$]|\\.|\$(?!\{))*`|'[^'\\\n]*'),$/gm,
        "$1 '-',",
      ),
      loader: 'js',
    }),
  )
}

/** Packages that lie in node_modules several times over in versions that do the same for their callers. */
function keepOneOfEach(build) {
  build.onResolve({ filter: /^lru-cache$/ }, (request) => {
    if (request.pluginData === 'one') return undefined
    return build.resolve('lru-cache', {
      kind: request.kind,
      resolveDir: path.join(root, 'node_modules', 'hosted-git-info'),
      pluginData: 'one',
    })
  })
}

/**
 * glob and tar hand out one minified file, which holds minimatch, minipass and path-scurry once more and cannot be cut
 * down to what is called. Both have the same code in parts as `glob/raw` and `tar/raw`. The old glob that lies within
 * an old packlist has not, and a newer one further up must not stand in for it.
 */
function keepPartsInSight(build) {
  build.onResolve(
    { filter: /^(?:glob|tar)$/ },
    async ({ path: name, importer, kind, resolveDir, pluginData }) => {
      if (pluginData === 'whole') return undefined
      const whole = await build.resolve(name, { importer, kind, resolveDir, pluginData: 'whole' })
      const parts = await build.resolve(`${name}/raw`, { importer, kind, resolveDir })
      return parts.errors.length === 0 && findPackageFolder(parts.path) === findPackageFolder(whole.path)
        ? parts
        : whole
    },
  )
}

function findPackageFolder(file) {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(file)?.[0]
}
