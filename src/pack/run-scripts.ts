import { CannotLook } from '../model/cannot-look.ts'
import type { PackerName } from '../model/packing.ts'
import type { AcquireOptions } from './acquired-tarball.ts'
import { makeFreshFolder } from './fresh-folder.ts'
import { cutLastLines, runNpm } from './run-npm.ts'

/**
 * Runs scripts of a package in its folder, one after another, with nothing of our environment. Only for a checkout
 * whose code may run.
 * @throws CannotLook when one fails or does not end in time.
 */
export async function runScripts(
  target: string,
  directory: string,
  scripts: readonly { readonly name: string; readonly command?: string }[],
  packer: PackerName,
  options: AcquireOptions,
): Promise<void> {
  for (const { name } of scripts) {
    if (!/^[\w:-]+$/.test(name)) continue
    const sandbox = await makeFreshFolder(options.temporaryDirectory, 'npm-')
    const { exitCode, errorTail } = await runNpm({
      arguments: [
        'run',
        name,
        '--if-present',
        '--ignore-scripts=false',
        // A package.json that asks for another package manager makes npm refuse otherwise.
        ...(packer === 'npm' ? [] : ['--force']),
      ],
      sandbox,
      timeLimit: options.timeLimit,
      asUser: false,
      label: `The script ${name} of ${target}`,
      workingDirectory: directory,
    })
    if (exitCode === 0) continue
    const said = cutLastLines(errorTail)
    throw new CannotLook(
      `The script ${name} of ${target} failed (exit ${exitCode}), so nothing was scanned. Fix what it reports, then run again.${said ? `\nnpm said:\n${said}` : ''}`,
    )
  }
}
