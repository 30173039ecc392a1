import { realpath } from 'node:fs/promises'
import path from 'node:path'
import type { PackerName } from '../model/packing.ts'
import { findTrustedProgram } from '../repository/trusted-path.ts'
import { makeFreshFolder } from './fresh-folder.ts'
import { runNpm } from './run-npm.ts'
import { readJson } from './workspace/read-json.ts'

const TIME_LIMIT = 10_000

/** Which packers are on the PATH, each asked once, from an empty folder where no setting of a checkout counts. */
export class InstalledPackers {
  readonly #temporaryDirectory: string
  readonly #versions = new Map<PackerName, Promise<string | null>>()

  constructor(temporaryDirectory: string) {
    this.#temporaryDirectory = temporaryDirectory
  }

  /** Its version, or null if there is none that answers. */
  findVersion(packer: PackerName): Promise<string | null> {
    const asked = this.#versions.get(packer) ?? this.#ask(packer)
    this.#versions.set(packer, asked)
    return asked
  }

  async #ask(packer: PackerName): Promise<string | null> {
    const read = packer === 'npm' ? await findNpmVersionOnPath() : null
    if (read !== null) return read
    try {
      const sandbox = await makeFreshFolder(this.#temporaryDirectory, 'version-')
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

/** The version of the npm on the PATH, by the package that its program lies in; null where it is a program of another kind. */
async function findNpmVersionOnPath(): Promise<string | null> {
  const program = findTrustedProgram('npm')
  if (program === null) return null
  const real = await realpath(program).catch(() => null)
  const manifest = real === null ? null : await readJson(path.join(path.dirname(real), '..', 'package.json'))
  return manifest?.name === 'npm' && typeof manifest.version === 'string' ? manifest.version : null
}
