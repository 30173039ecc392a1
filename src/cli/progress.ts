import { encodeTerminalText } from '../text/safe-text.ts'

const SECOND = 1000
/** Milliseconds after which it says how long it has taken. */
const LONG = 2 * SECOND

/** Milliseconds between two lines in a log. */
const NOW_AND_THEN = 30 * SECOND

/**
 * One line on standard error that says what is going on and for how long, while it goes on. Where nobody watches:
 * nothing, or for work that takes its time a line now and then, which a log keeps.
 */
export class Progress {
  readonly #stream: NodeJS.WriteStream
  readonly #live: boolean
  readonly #logs: boolean
  readonly #start = performance.now()
  #message = ''
  #timer: NodeJS.Timeout | null = null

  /** @param where `log`: a line now and then where there is no terminal */
  constructor(stream: NodeJS.WriteStream, where: 'terminal' | 'log' = 'terminal') {
    this.#stream = stream
    this.#logs = where === 'log'
    // A dumb terminal can neither go back to the start of the line nor clear it.
    this.#live = Boolean(stream.isTTY) && !process.env.CI && process.env.TERM !== 'dumb'
  }

  say(message: string): void {
    this.#message = message
    if (!this.#live) {
      if (this.#logs) this.#timer ??= setInterval(() => this.#log(), NOW_AND_THEN).unref()
      return
    }
    this.#timer ??= setInterval(() => this.#draw(), SECOND).unref()
    this.#draw()
  }

  finish(): void {
    if (this.#timer === null) return
    clearInterval(this.#timer)
    this.#timer = null
    if (this.#live) this.#stream.write('\r\u001b[2K')
  }

  #log(): void {
    const taken = Math.round((performance.now() - this.#start) / SECOND)
    this.#stream.write(`${encodeTerminalText(this.#message)}, ${taken} s\n`)
  }

  #draw(): void {
    const taken = performance.now() - this.#start
    const time = taken < LONG ? '' : `, ${Math.round(taken / SECOND)} s`
    const width = Math.max(20, (this.#stream.columns ?? 80) - 1 - time.length)
    this.#stream.write(`\r\u001b[2K${encodeTerminalText(this.#message).slice(0, width)}${time}`)
  }
}
