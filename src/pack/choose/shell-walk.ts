import path from 'node:path'
import { FROM_ROOT } from './command-words.ts'
import { makeLoopPattern } from './folder-patterns.ts'

/** `dist=tmp/release`, alone or behind what only says how it is kept. */
const ASSIGNED = /^([A-Za-z_]\w*)=(.*)$/s
const KEEPERS = /^(?:export|local|readonly|declare|typeset)$/

/** Where a shell is, through its commands, and what it has been told its variables are. */
export class ShellWalk {
  /** Null if only a run knows. */
  place: string | null
  #before: string | null
  readonly #outer: (string | null)[] = []
  readonly #variables = new Map<string, string>()
  /** Folders that were made workspaces on the way: `npm pkg set "workspaces[0]=dist"`. */
  readonly added: string[] = []

  constructor(place: string | null, variables: Readonly<Record<string, string>> = {}) {
    this.place = place
    this.#before = place
    for (const [name, value] of Object.entries(variables)) this.#variables.set(name, value)
  }

  /** A command with the variables that are known put in: `$f` of `for f in out/*.tgz` is what it goes through. */
  fillVariables(words: readonly string[]): string[] {
    if (this.#variables.size === 0) return [...words]
    return words.map((word) =>
      word.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => this.#variables.get(name) ?? whole),
    )
  }

  /** Whether a command does nothing but go somewhere or keep a value; then that is done. */
  takes(words: readonly string[]): boolean {
    const [first, second = '.'] = words
    if (first === 'for' && words[2] === 'in') {
      this.#variables.set(words[1] ?? '', makeLoopPattern(words.slice(3)))
      return true
    }
    if (this.#keeps(words) || this.#adds(words)) return true
    if (first === '(' || first === 'pushd') this.#outer.push(this.place)
    if (first === ')' || first === 'popd') {
      if (this.#outer.length > 0) this.#go(this.#outer.pop() ?? null)
      return true
    }
    if (first === 'cd' || first === 'pushd')
      this.#go(second === '-' ? this.#before : joinFolders(this.place, second))
    return first === '(' || first === 'cd' || first === 'pushd'
  }

  #keeps(words: readonly string[]): boolean {
    const values = KEEPERS.test(words[0] ?? '') ? words.slice(1) : words
    const found = values.map((word) => ASSIGNED.exec(word))
    if (values.length === 0 || found.includes(null)) return false
    // What a command gives, or another variable, only a run knows.
    for (const [, name = '', value = ''] of found.filter((one) => one !== null))
      if (/[$`]/.test(value)) this.#variables.delete(name)
      else this.#variables.set(name, value)
    return true
  }

  #adds([program, verb, action, ...rest]: readonly string[]): boolean {
    if (!/^p?npm$/.test(program ?? '') || verb !== 'pkg' || action !== 'set') return false
    for (const word of rest) {
      const folder = /^workspaces\[\d*\]=([^$*`]+)$/.exec(word)?.[1]
      if (folder !== undefined) this.added.push(folder)
    }
    return true
  }

  #go(place: string | null): void {
    this.#before = this.place
    this.place = place
  }
}

/** A folder from another one, both told from the root, either of them a pattern perhaps; null if only a run knows. */
export function joinFolders(place: string | null, next: string | null): string | null {
  if (next?.startsWith(FROM_ROOT)) return path.posix.join('.', next.slice(FROM_ROOT.length))
  if (place === null || next === null || /[$`]/.test(next)) return null
  return path.posix.join(place, next).replace(/(?<=.)\/$/, '')
}
