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
