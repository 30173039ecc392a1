/** What the script that is loaded into every node of the command knows. */
export interface LeadSettings {
  readonly port: number
  /** Registries by address, and where at the guard they are. */
  readonly registries: readonly { readonly url: string; readonly path: string }[]
  /** Variables for those who lost them: shells drop `npm_config_@scope:registry`, and `env -i` all. */
  readonly environment: Readonly<Record<string, string>>
  /** The guard's address for who runs in no folder of its own settings. */
  readonly guard: string
  /** Folders with settings of their own, the deepest first, and the guard's address for who runs in them. */
  readonly places: readonly { readonly folder: string; readonly guard: string }[]
}

/**
 * The script as text. Some tools let a package's own `publishConfig.registry` win over everything that can be set
 * outside of it; what a node process then sends to a registry of the project is led to the guard here. It holds no
 * secret.
 */
export function writeLeadScript(settings: LeadSettings): string {
  return `;(${leadRequests.toString()})(${JSON.stringify(settings)})\n`
}

/** Runs in other processes, before anything else, from its text alone: it may use nothing from outside of itself. */
function leadRequests(settings: LeadSettings): void {
  type Request = (...args: unknown[]) => { end(): unknown }
  type Members = Record<string, unknown>
  try {
    for (const [name, value] of Object.entries(settings.environment)) process.env[name] ??= value
    const convertSlashes = (folder: string): string =>
      (process.platform === 'win32' ? folder.replace(/\\/g, '/').toLowerCase() : folder).replace(/\/*$/, '/')
    const cwd = convertSlashes(process.cwd())
    const here =
      settings.places.find(({ folder }) => cwd.startsWith(convertSlashes(folder)))?.guard ?? settings.guard
    const guards = [settings.guard, ...settings.places.map(({ guard }) => guard)]
    for (const [name, value] of Object.entries(process.env))
      if (/registry$/i.test(name) && guards.includes(value ?? '')) process.env[name] = here
    const http = process.getBuiltinModule
      ? process.getBuiltinModule('node:http')
      : (require('node:http') as typeof import('node:http'))
    const https = process.getBuiltinModule
      ? process.getBuiltinModule('node:https')
      : (require('node:https') as typeof import('node:https'))
    const registries = settings.registries.map(({ url, path }) => ({ url: new URL(url), path }))

    const placeOf = (protocol: string, hostname: string, port: string, path: string): string | null => {
      for (const one of registries) {
        const ownPort = one.url.port || (one.url.protocol === 'https:' ? '443' : '80')
        if (one.url.protocol !== protocol || one.url.hostname !== hostname || ownPort !== port) continue
        if (path.startsWith(one.url.pathname)) return one.path + path.slice(one.url.pathname.length)
      }
      return null
    }

    const readOptions = (args: unknown[], protocol: string): { options: Members; rest: unknown[] } => {
      const [first, second, ...others] = args
      const isUrl = typeof first === 'string' || first instanceof URL
      const url = isUrl ? new URL(String(first)) : null
      const given = (isUrl ? second : first) as Members | undefined
      const isOptions = typeof given === 'object' && given !== null
      const rest = isUrl ? (isOptions ? others : args.slice(1)) : args.slice(1)
      const fromUrl =
        url === null
          ? {}
          : {
              protocol: url.protocol,
              hostname: url.hostname,
              port: url.port,
              path: url.pathname + url.search,
            }
      return { options: { protocol, ...fromUrl, ...(isOptions ? given : {}) }, rest }
    }

    const original = http.request as unknown as Request
    const wrap = (module: typeof http | typeof https, protocol: string): void => {
      const own = module.request as unknown as Request
      const request: Request = (...args) => {
        const { options, rest } = readOptions(args, protocol)
        const asked = String(options.protocol ?? protocol)
        const hostname = String(options.hostname ?? options.host ?? '').replace(/:\d+$/, '')
        const port = String(options.port || (asked === 'https:' ? '443' : '80'))
        const place = placeOf(asked, hostname, port, String(options.path ?? '/'))
        if (place === null) return own.apply(module, args)
        const headers = Object.fromEntries(
          Object.entries((options.headers ?? {}) as Members).filter(
            ([name]) => name.toLowerCase() !== 'host',
          ),
        )
        const led: Members = { ...options, headers, protocol: 'http:', hostname: '127.0.0.1' }
        for (const name of [
          'host',
          'agent',
          'createConnection',
          'servername',
          'defaultPort',
          'socketPath',
          'href',
        ])
          delete led[name]
        return original.apply(http, [{ ...led, port: settings.port, path: place }, ...rest])
      }
      const get: Request = (...args) => {
        const sent = request(...args)
        sent.end()
        return sent
      }
      Object.assign(module, { request, get })
    }
    wrap(http, 'http:')
    wrap(https, 'https:')
    const modules = process.getBuiltinModule
      ? process.getBuiltinModule('node:module')
      : (require('node:module') as typeof import('node:module'))
    modules.syncBuiltinESMExports()

    const fetchBefore = globalThis.fetch
    if (typeof fetchBefore === 'function')
      globalThis.fetch = (input, init) => {
        const given = input instanceof Request ? input.url : String(input)
        if (!URL.canParse(given)) return fetchBefore(input, init)
        const url = new URL(given)
        const port = url.port || (url.protocol === 'https:' ? '443' : '80')
        const place = placeOf(url.protocol, url.hostname, port, url.pathname + url.search)
        if (place === null) return fetchBefore(input, init)
        const address = `http://127.0.0.1:${settings.port}${place}`
        return fetchBefore(input instanceof Request ? new Request(address, input) : address, init)
      }
  } catch {
    // A node too old or too strange for this is led by its configuration alone.
  }
}
