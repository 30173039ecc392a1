declare module 'npm-packlist-10' {
  export interface PackageEdge {
    readonly peer: boolean
    readonly dev: boolean
    readonly to: PackageNode | null
  }
  /** The part of an Arborist node that the list asks for. */
  export interface PackageNode {
    readonly path: string
    readonly package: Readonly<Record<string, unknown>>
    readonly isLink: boolean
    readonly isProjectRoot: boolean
    readonly target: PackageNode
    readonly edgesOut: { get(name: string): PackageEdge | undefined }
    readonly workspaces?: ReadonlyMap<string, string>
  }
  export class Walker {
    readonly path: string
    readonly tree: PackageNode
    readonly isPackage: boolean
    readonly requiredFiles: string[]
    constructor(tree: PackageNode, options: Readonly<Record<string, unknown>>)
    on(event: 'done', listener: (files: string[]) => void): this
    on(event: 'error', listener: (error: Error) => void): this
    start(): this
    onstat(found: WalkedEntry, callback: () => void): void
    injectRules(file: symbol | string, rules: readonly string[], callback?: () => void): void
    walkerOpt(entry: string, options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>
    walker(entry: string, options: Readonly<Record<string, unknown>>, callback: () => void): void
  }
  export interface WalkedEntry {
    readonly st: import('node:fs').Stats
    readonly entry: string
    readonly file: boolean
    readonly dir: boolean
    readonly isSymbolicLink: boolean
  }
  interface Packlist {
    (tree: object, options: object): Promise<string[]>
    Walker: typeof Walker
  }
  const packlist: Packlist
  export default packlist
}

declare module 'npm-packlist-5' {
  interface Packlist {
    (options: { readonly path: string; readonly packageJsonCache?: Map<string, unknown> }): Promise<string[]>
    readonly Walker: { readonly prototype: object }
  }
  const packlist: Packlist
  export default packlist
}

declare module 'npm-packlist-11' {
  interface Packlist {
    (tree: object, options: object): Promise<string[]>
    readonly Walker: { readonly prototype: object }
  }
  const packlist: Packlist
  export default packlist
}
