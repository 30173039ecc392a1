import { existsSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { CannotLook } from '../model/cannot-look.ts'
import type { AcquiredTarball, AcquireOptions } from './acquired-tarball.ts'
import { freshFolder } from './fresh-folder.ts'
import { lastLines, runNpm } from './run-npm.ts'

/** Scripts that `npm publish` of a folder runs before or while it packs (https://docs.npmjs.com/cli/using-npm/scripts). */
const PACK_SCRIPTS = ['prepublishOnly', 'prepack', 'prepare', 'postpack']

/**
 * Packs a package's directory with the npm on the PATH and returns the one tarball that npm left behind.
 * What npm prints is not read: lifecycle scripts write into it, and its JSON changed shape in npm 12.
 * @throws CannotLook when there is no usable package.json, npm fails or hangs, or no single tarball came out.
 */
export async function packDirectory(
  target: string,
  directory: string,
  options: AcquireOptions,
): Promise<AcquiredTarball> {
  const manifest = await readManifest(target, directory)
  const sandbox = await freshFolder(options.temporaryDirectory, 'npm-')
  const destination = await freshFolder(options.temporaryDirectory, 'packed-')
  const { exitCode, errorTail } = await runNpm({
    // npm would take a bare path for a name on the registry; `file:` would be decoded as a URL.
    arguments: [
      'pack',
      directory + path.sep,
      ...scriptFlags(options.runScripts),
      '--pack-destination',
      destination,
    ],
    sandbox,
    timeLimit: options.timeLimit,
    asUser: false,
  })
  if (exitCode !== 0)
    throw new CannotLook(
      `npm pack failed for ${target} (exit ${exitCode}), so nothing was scanned. Mend what npm reports, then run again.${quote(errorTail)}`,
    )
  const packed = await onlyTarball(destination, target, errorTail)
  return {
    target,
    path: packed,
    filename: path.basename(packed),
    directory,
    given: false,
    notes: options.runScripts ? [] : skippedScripts(manifest),
  }
}

/**
 * npm 10 runs `prepare` of a folder in spite of --ignore-scripts (pacote 19, lib/dir.js), so it is given a shell
 * that does nothing. Windows has no such program; there npm 11 or later is needed to keep `prepare` from running.
 */
function scriptFlags(runScripts: boolean): string[] {
  if (runScripts) return ['--ignore-scripts=false']
  const idle = ['/bin/true', '/usr/bin/true'].find((file) => existsSync(file))
  return idle === undefined ? ['--ignore-scripts'] : ['--ignore-scripts', `--script-shell=${idle}`]
}

async function readManifest(target: string, directory: string): Promise<Record<string, unknown>> {
  const file = path.join(directory, 'package.json')
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT')
      throw new CannotLook(
        `There is no package.json in ${target}, so there is no package to pack. Name the package's folder, a .tgz, or name@version.`,
      )
    throw new CannotLook(
      `${target}/package.json cannot be read (${error.code ?? error.message}). Check its permissions.`,
    )
  })
  try {
    const parsed: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
      return parsed as Record<string, unknown>
  } catch (error) {
    throw new CannotLook(
      `${target}/package.json is not JSON: ${(error as Error).message}. Mend it and run again.`,
    )
  }
  throw new CannotLook(`${target}/package.json is not a JSON object. Mend it and run again.`)
}

/**
 * The one `.tgz` in a folder that was empty before.
 * @throws CannotLook when there is none, more than one, or an empty one.
 */
export async function onlyTarball(folder: string, target: string, errorTail: string): Promise<string> {
  const found = (await readdir(folder)).filter((name) => name.endsWith('.tgz'))
  const [name] = found
  if (name === undefined)
    throw new CannotLook(
      `npm pack reported success for ${target} but left no tarball, so nothing was scanned. Try another npm version.${quote(errorTail)}`,
    )
  if (found.length > 1)
    throw new CannotLook(
      `npm pack left ${found.length} tarballs for ${target} where one was expected, and it is not clear which would be published. Scan the right one by naming it.`,
    )
  const file = path.join(folder, name)
  if ((await stat(file)).size === 0)
    throw new CannotLook(
      `npm pack left an empty tarball for ${target}, so nothing was scanned. Is the disk full? Run npm pack by hand to see.`,
    )
  return file
}

function skippedScripts(manifest: Record<string, unknown>): string[] {
  const scripts = manifest.scripts
  if (typeof scripts !== 'object' || scripts === null) return []
  const present = PACK_SCRIPTS.filter(
    (name) => typeof (scripts as Record<string, unknown>)[name] === 'string',
  )
  if (present.length === 0) return []
  const names = present.length === 1 ? `the script ${present[0]}` : `the scripts ${present.join(', ')}`
  return [
    `package.json has ${names}, not run here: npm publish of the folder may pack other bytes than were scanned. Build first and publish the scanned tarball itself, or hand over the tarball you will publish.`,
  ]
}

function quote(errorTail: string): string {
  const said = lastLines(errorTail)
  return said ? `\nnpm said:\n${said}` : ''
}
