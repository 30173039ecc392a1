import type { SettingRole } from './setting-names.ts'
import type { SettingPair } from './setting-pair.ts'
import { WEB_ADDRESS } from './setting-pairs.ts'
import { findRealHost, isOwnMachineOrExample } from './setting-values.ts'

/** Literals so near to each other are of one record. */
const RECORD_LENGTH = 400

/** A pair of which it is known what its name stands for. */
export interface Rated extends SettingPair {
  readonly role: SettingRole
}

/** What stands around a credential in its record. */
export interface Company {
  readonly host: string | null
  /** The host of the nearest address on the web that has no name. */
  readonly web: string | null
  readonly user: string | null
  /** Whether the hosts around it are this machine's or examples. */
  readonly isOwnMachine: boolean
}

/** The nearest host and user around a credential. */
export function findCompany(pair: Rated, at: number, pairs: readonly Rated[]): Company {
  let host: { value: string; distance: number } | null = null
  let web: string | null = null
  let isOwnMachine = false
  let user: { value: string; distance: number } | null = null
  const look = (other: Rated, distance: number) => {
    if (other.name === WEB_ADDRESS) {
      web ??= findRealHost(other.value)
      return
    }
    if (other.role === 'host' && isOwnMachineOrExample(other.value)) isOwnMachine = true
    if (other.role === 'host' && (host === null || distance < host.distance)) {
      const value = findRealHost(other.value)
      if (value !== null) host = { value, distance }
    }
    if (other.role === 'user' && (user === null || distance < user.distance) && other.value.length < 100)
      user = { value: other.value, distance }
  }
  for (let before = at - 1; before >= 0; before -= 1) {
    const other = pairs[before]
    if (other === undefined || pair.index - other.end > RECORD_LENGTH) break
    look(other, pair.index - other.end)
  }
  for (let after = at + 1; after < pairs.length; after += 1) {
    const other = pairs[after]
    if (other === undefined || other.index - pair.end > RECORD_LENGTH) break
    look(other, other.index - pair.end)
  }
  const login = (user as { value: string } | null)?.value ?? null
  return {
    host:
      (host as { value: string } | null)?.value ?? (pair.role === 'password' ? readMailHost(login) : null),
    web,
    user: login,
    isOwnMachine,
  }
}

/** A mailbox as the user tells where the password is used: `service: 'gmail', auth: { user: 'ada@gmail.com', pass }`. */
function readMailHost(user: string | null): string | null {
  const domain = user === null ? undefined : /^[\w.+-]{1,64}@([\w.-]{4,200})$/.exec(user)?.[1]
  return domain === undefined ? null : findRealHost(domain)
}
