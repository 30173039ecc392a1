import { terminalText } from '../text/safe-text.ts'

/** One line on standard error that says what is going on, while it goes on; nothing where nobody watches. */
export class Progress {
  readonly #stream: NodeJS.WriteStream
  readonly #live: boolean

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream
    this.#live = Boolean(stream.isTTY) && !process.env.CI
  }

  say(message: string): void {
    if (!this.#live) return
    const width = Math.max(20, (this.#stream.columns ?? 80) - 1)
    this.#stream.write(`\r\u001b[2K${terminalText(message).slice(0, width)}`)
  }

  done(): void {
    if (this.#live) this.#stream.write('\r\u001b[2K')
  }
}
