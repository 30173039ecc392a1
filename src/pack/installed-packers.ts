import type { PackerName } from '../model/packing.ts'
import { freshFolder } from './fresh-folder.ts'
import { runNpm } from './run-npm.ts'

const TIME_LIMIT = 20_000

/** Which packers are on the PATH, each asked once, from an empty folder where no setting of a checkout counts. */
export class InstalledPackers {
  readonly #temporaryDirectory: string
  readonly #versions = new Map<PackerName, Promise<string | null>>()

  constructor(temporaryDirectory: string) {
    this.#temporaryDirectory = temporaryDirectory
  }

  /** Its version, or null if there is none that answers. */
  version(packer: PackerName): Promise<string | null> {
    const asked = this.#versions.get(packer) ?? this.#ask(packer)
    this.#versions.set(packer, asked)
    return asked
  }

  async #ask(packer: PackerName): Promise<string | null> {
    try {
      const sandbox = await freshFolder(this.#temporaryDirectory, 'version-')
      const { exitCode, output } = await runNpm({
        program: packer,
        arguments: ['--version'],
        sandbox,
        timeLimit: TIME_LIMIT,
        asUser: false,
        label: `${packer} --version`,
        keepOutput: true,
      })
      return exitCode === 0 ? (/^\s*v?(\d+\.\d+\.\d+[\w.-]*)/.exec(output)?.[1] ?? null) : null
    } catch {
      return null
    }
  }
}
