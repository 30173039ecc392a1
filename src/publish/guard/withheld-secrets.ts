import { randomBytes } from 'node:crypto'
import { formatAuthorization as headerOf } from '../../pack/registry/credential.ts'
import type { KnownRegistry } from '../registries.ts'

/**
 * What the command holds instead of secrets, and the secrets they stand for. A placeholder is worth nothing anywhere
 * but at this guard.
 */
export class WithheldSecrets {
  /** In the address of the guard, so that no other program of the machine can use it. */
  readonly path: string = randomBytes(16).toString('hex')
  /** What the command has for the login of every registry. */
  readonly placeholder: string = `seaworthy-guard-${randomBytes(16).toString('hex')}`
  readonly #tokens = new Map<string, string>()

  /** A new placeholder for a token that came by while the command was running. */
  withhold(token: string): string {
    const placeholder = `seaworthy-guard-${randomBytes(16).toString('hex')}`
    this.#tokens.set(placeholder, token)
    return placeholder
  }

  /** The secret for a placeholder of {@link withhold}; what is none stands for itself. */
  reveal(shown: string): string {
    return this.#tokens.get(shown) ?? shown
  }

  /**
   * What is shown to a registry for what the command has shown to us.
   * @returns null for nothing
   */
  chooseAuthorization(shown: string | undefined, registry: KnownRegistry): string | null {
    if (shown === undefined) return null
    const [scheme = '', value = ''] = shown.trim().split(/\s+/)
    const isOurs =
      value === this.placeholder ||
      (/^basic$/i.test(scheme) && decodeBase64(value).includes(this.placeholder))
    if (isOurs) return registry.credential === null ? null : headerOf(registry.credential)
    const withheld = this.#tokens.get(value)
    return withheld === undefined ? shown : `Bearer ${withheld}`
  }
}

function decodeBase64(base64: string): string {
  return Buffer.from(base64, 'base64').toString('utf8')
}
