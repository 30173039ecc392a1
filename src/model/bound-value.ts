import { createHash } from 'node:crypto'

/** A value that stays in the process: it shows in no JSON, no log and no message. */
export class BoundValue {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  reveal(): string {
    return this.#value
  }
}

/** Content as an exception is bound to it; only its digest is kept. */
export function bindContent(bytes: Uint8Array): BoundValue {
  return new BoundValue(createHash('sha512').update(bytes).digest('base64'))
}
