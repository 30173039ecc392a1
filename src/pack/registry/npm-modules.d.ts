// npm's own modules come without types; only what is used of them stands here.
declare module '@npmcli/config' {
  export interface Credentials {
    token?: string
    /** Base64 of `user:password`. */
    auth?: string
    username?: string
    password?: string
    certfile?: string
    keyfile?: string
  }
  export default class Config {
    constructor(options: {
      definitions: unknown
      shorthands: unknown
      flatten: unknown
      npmPath: string
      env: Record<string, string | undefined>
      argv: readonly string[]
      cwd: string
      warn?: boolean
    })
    readonly data: ReadonlyMap<
      string,
      { readonly data: Readonly<Record<string, unknown>>; readonly source: string | null }
    >
    readonly flat: Readonly<Record<string, unknown>>
    load(): Promise<void>
    get(key: string, where?: string): unknown
    find(key: string): string | null
    getCredentialsByURI(uri: string): Credentials
  }
}

declare module '@npmcli/config/lib/definitions/index.js' {
  const options: { definitions: unknown; shorthands: unknown; flatten: unknown }
  export default options
}

declare module '@npmcli/agent' {
  import type { Agent } from 'node:http'
  export function getAgent(url: string | URL, options?: Readonly<Record<string, unknown>>): Agent
}
