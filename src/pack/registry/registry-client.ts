import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { createGunzip } from 'node:zlib'
import { getAgent } from '@npmcli/agent'
import { readMessage } from '../../model/cannot-look.ts'
import { VERSION } from '../../model/version.ts'
import { formatAuthorization } from './credential.ts'
import type { NpmSettings } from './npm-settings.ts'
import { explainStatus, RETRIED, RegistryRefusal, readRetryAfter } from './registry-refusal.ts'

export interface ClientOptions {
  /** Times that a request is sent, the first one included. */
  readonly attempts: number
  /** Milliseconds without a byte after which an answer is given up. */
  readonly timeLimit: number
  /** Milliseconds before the second attempt; doubled before each further one. */
  readonly firstPause: number
  /** The longest `Retry-After` that is waited for, in milliseconds. */
  readonly longestPause: number
  readonly signal?: AbortSignal
  /** Told when the registry asks to wait: seconds. */
  readonly onPause?: (seconds: number) => void
}

export const PATIENT: ClientOptions = {
  attempts: 5,
  timeLimit: 60_000,
  firstPause: 500,
  longestPause: 10 * 60_000,
}

/** Bytes of the longest answer of JSON; the largest packument of npm's registry has some 100 MB. */
const JSON_LIMIT = 512 * 1024 * 1024
const REDIRECTS = 5
const ANY = 'application/json, application/octet-stream, */*'
/** Times that one request waits because the registry asks to: many go side by side, and some are unlucky. */
const MOST_PAUSES = 100
interface Asked {
  readonly url: URL
  readonly registry: string
  readonly accept?: string | undefined
}

/**
 * Reads from the registries that npm is configured for, in this process, with npm's proxy, certificates and logins. A
 * login is shown to its own registry alone. Where a registry asks to wait (429 or 503 with `Retry-After`), all requests
 * to it wait.
 */
export class RegistryClient {
  readonly #settings: NpmSettings
  readonly #options: ClientOptions
  readonly #pauses = new Map<string, number>()

  constructor(settings: NpmSettings, options: ClientOptions = PATIENT) {
    this.#settings = settings
    this.#options = options
  }

  /** The registry that a package belongs to; ends with a slash. */
  findRegistry(name: string): string {
    const scope = name.startsWith('@') ? name.split('/', 1)[0] : undefined
    return (scope === undefined ? undefined : this.#settings.scopes.get(scope)) ?? this.#settings.registry
  }

  /** Whether there is a login for a registry. */
  isLoggedIn(registry: string): boolean {
    return this.#settings.credentialFor(registry) !== null
  }

  /**
   * @param path below the registry's address, without a slash at its start
   * @param accept the form that is asked for
   * @throws RegistryRefusal
   */
  async askJson(registry: string, path: string, accept?: string): Promise<unknown> {
    const text = await this.#ask({ url: new URL(registry + path), registry, accept }, async (answer) => {
      const chunks: Buffer[] = []
      let size = 0
      const collect = new Writable({
        write(chunk: Buffer, _encoding, done) {
          size += chunk.length
          chunks.push(chunk)
          done(size > JSON_LIMIT ? new RegistryRefusal('its answer is larger than 512 MB', 200) : null)
        },
      })
      const isZipped = /^(?:x-)?gzip$/i.test(answer.headers['content-encoding'] ?? '')
      await pipeline([answer, ...(isZipped ? [createGunzip()] : []), collect])
      return Buffer.concat(chunks).toString('utf8')
    })
    try {
      return JSON.parse(text)
    } catch {
      throw new RegistryRefusal('its answer is not JSON', 200)
    }
  }

  /**
   * Fetches a file.
   * @param limit bytes; a longer one is refused
   * @throws RegistryRefusal; then there is no file
   */
  async download(registry: string, url: URL, file: string, limit: number): Promise<void> {
    await this.#ask({ url, registry }, async (answer) => {
      let size = 0
      const bounded = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          size += chunk.length
          if (size > limit) done(new RegistryRefusal(`the file is larger than ${limit} bytes`, 200))
          else done(null, chunk)
        },
      })
      try {
        await pipeline(answer, bounded, createWriteStream(file))
        const length = Number(answer.headers['content-length'] ?? size)
        if (size !== length) throw new Error(`the file broke off after ${size} of ${length} bytes`)
      } catch (error) {
        await rm(file, { force: true })
        throw error
      }
    })
  }

  /** Sends a request until it is answered, and reads the answer; a broken one is asked for again. */
  async #ask<T>(asked: Asked, read: (answer: IncomingMessage) => Promise<T>): Promise<T> {
    const { attempts, firstPause, longestPause } = this.#options
    const { url } = asked
    let [failures, pauses] = [0, 0]
    for (;;) {
      await this.#takeTurn(url.host)
      const result = await this.#attempt(asked, read)
      if ('value' in result) return result.value
      this.#options.signal?.throwIfAborted()
      const { refusal, retryAfter } = result
      if (refusal.status !== null && !RETRIED.has(refusal.status)) throw refusal
      if (retryAfter === null) failures += 1
      else pauses += 1
      if (failures >= attempts || pauses >= MOST_PAUSES) throw refusal
      if (retryAfter === null) await this.#sleep(firstPause * 2 ** (failures - 1))
      else if (retryAfter <= longestPause) this.#pauseAll(url.host, retryAfter)
      else
        throw new RegistryRefusal(`it asks to wait ${Math.round(retryAfter / 1000)} seconds`, refusal.status)
    }
  }

  async #attempt<T>(
    asked: Asked,
    read: (answer: IncomingMessage) => Promise<T>,
  ): Promise<{ value: T } | { refusal: RegistryRefusal; retryAfter: number | null }> {
    try {
      const answer = await this.#follow(asked)
      const status = answer.statusCode ?? 0
      if (status === 200) return { value: await read(answer) }
      answer.resume()
      return {
        refusal: new RegistryRefusal(explainStatus(status), status),
        retryAfter: readRetryAfter(answer),
      }
    } catch (error) {
      if (error instanceof RegistryRefusal) return { refusal: error, retryAfter: null }
      const refusal = new RegistryRefusal(`it could not be reached (${readMessage(error)})`, null)
      return { refusal, retryAfter: null }
    }
  }

  async #follow(asked: Asked): Promise<IncomingMessage> {
    let { url } = asked
    for (let redirects = 0; ; redirects += 1) {
      const answer = await this.#send({ ...asked, url })
      const { location } = answer.headers
      if (location === undefined || (answer.statusCode ?? 0) < 300 || (answer.statusCode ?? 0) >= 400)
        return answer
      answer.resume()
      const next = URL.canParse(location, url.href) ? new URL(location, url) : null
      if (redirects >= REDIRECTS || next === null || !isAllowed(next, url))
        throw new RegistryRefusal('it sends the request somewhere that is not a registry', 200)
      url = next
    }
  }

  #send({ url, registry, accept = ANY }: Asked): Promise<IncomingMessage> {
    const credential = isBelow(url, registry) ? this.#settings.credentialFor(registry) : null
    const { timeLimit, signal } = this.#options
    return new Promise((resolve, reject) => {
      const request = (url.protocol === 'https:' ? https : http).request(
        url,
        {
          headers: {
            accept,
            'accept-encoding': url.pathname.endsWith('.tgz') ? 'identity' : 'gzip',
            'user-agent': `seaworthy/${VERSION}`,
            ...(credential === null ? {} : { authorization: formatAuthorization(credential) }),
          },
          agent: getAgent(url, this.#settings.connection),
          ...(signal === undefined ? {} : { signal }),
        },
        resolve,
      )
      request.setTimeout(timeLimit, () =>
        request.destroy(new Error(`no byte came within ${Math.round(timeLimit / 1000)} seconds`)),
      )
      request.on('error', reject)
      request.end()
    })
  }

  /** Waits as long as the host has asked everybody to. */
  async #takeTurn(host: string): Promise<void> {
    for (;;) {
      const left = (this.#pauses.get(host) ?? 0) - performance.now()
      if (left <= 0) return
      await this.#sleep(left)
    }
  }

  #pauseAll(host: string, pause: number): void {
    this.#pauses.set(host, Math.max(this.#pauses.get(host) ?? 0, performance.now() + pause))
    this.#options.onPause?.(Math.ceil(pause / 1000))
  }

  async #sleep(milliseconds: number): Promise<void> {
    const { signal } = this.#options
    await wait(Math.ceil(milliseconds), undefined, signal === undefined ? {} : { signal })
  }
}

/** Whether an address is the registry's own: a login is shown to no other. */
function isBelow(url: URL, registry: string): boolean {
  const own = new URL(registry)
  return url.origin === own.origin && url.pathname.startsWith(own.pathname)
}

/** A registry may hand a file out from another host, but never over a connection that is less safe. */
function isAllowed(next: URL, from: URL): boolean {
  return next.protocol === 'https:' || (next.protocol === 'http:' && from.protocol === 'http:')
}
