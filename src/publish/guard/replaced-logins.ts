import { readFileSync, writeFileSync } from 'node:fs'
import type { Guard } from './guarded-run.ts'
import { coverText, type LoginFile } from './login-files.ts'

/** Files whose logins are placeholders for a while; what stood there is kept in memory alone. */
export class ReplacedLogins {
  readonly #replaced: { readonly login: LoginFile; readonly text: string }[] = []
  readonly #restoreAtExit = (): void => this.restore()

  /** @throws Error when a file cannot be written; then all are as they were */
  constructor(files: readonly LoginFile[], guard: Guard) {
    // Also when the process is stopped.
    process.once('exit', this.#restoreAtExit)
    try {
      for (const login of files) {
        const text = coverText(login, guard)
        writeFileSync(login.file, text)
        this.#replaced.push({ login, text })
      }
    } catch (error) {
      this.restore()
      throw error
    }
  }

  /** Writes back what stood there, with what was added since. A file that is gone or was written anew stays so. */
  restore(): void {
    process.off('exit', this.#restoreAtExit)
    for (const { login, text } of this.#replaced.splice(0)) {
      try {
        const now = readFileSync(login.file, 'utf8')
        if (now.startsWith(text)) writeFileSync(login.file, login.text + now.slice(text.length))
      } catch {
        // Somebody has removed it.
      }
    }
  }
}
