import { terminalText } from '../text/safe-text.ts'

const SECOND = 1000
/** Milliseconds after which it says how long it has taken. */
const LONG = 2 * SECOND

/** One line on standard error that says what is going on and for how long, while it goes on; nothing where nobody watches. */
export class Progress {
  readonly #stream: NodeJS.WriteStream
  readonly #live: boolean
  readonly #start = performance.now()
  #message = ''
  #timer: NodeJS.Timeout | null = null

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream
    // A dumb terminal can neither go back to the start of the line nor clear it.
    this.#live = Boolean(stream.isTTY) && !process.env.CI && process.env.TERM !== 'dumb'
  }

  say(message: string): void {
    if (!this.#live) return
    this.#message = message
    this.#timer ??= setInterval(() => this.#draw(), SECOND).unref()
    this.#draw()
  }

  done(): void {
    if (this.#timer === null) return
    clearInterval(this.#timer)
    this.#timer = null
    this.#stream.write('\r\u001b[2K')
  }

  #draw(): void {
    const taken = performance.now() - this.#start
    const time = taken < LONG ? '' : `, ${Math.round(taken / SECOND)} s`
    const width = Math.max(20, (this.#stream.columns ?? 80) - 1 - time.length)
    this.#stream.write(`\r\u001b[2K${terminalText(this.#message).slice(0, width)}${time}`)
  }
}
