import { readArchive } from '../archive/read-archive.ts'
import { choosePackerForTarget } from '../gate/packer-for-target.ts'
import { parseManifest } from '../manifest/parse-manifest.ts'
import { CannotLook } from '../model/cannot-look.ts'
import { DEFAULT_LIMITS } from '../model/limits.ts'
import type { PackerName, Packing } from '../model/packing.ts'
import { acquireTarball } from '../pack/acquire-tarball.ts'
import { Progress } from './progress.ts'
import { openTemporaryFolder } from './temporary-folder.ts'
import { readNpmTimeLimit } from './time-limits.ts'

/** What is in a tarball, without its contents. */
export interface PackedPaths {
  /** Files that npm installs, in order, each once. */
  readonly paths: readonly string[]
  readonly manifest: Readonly<Record<string, unknown>> | null
  /** The folder that was packed, absolute; null for a tarball that was given. */
  readonly directory: string | null
  /** How it was packed; null for a tarball that was given. */
  readonly packing: Packing | null
}

/**
 * Packs a target and lists what is in its tarball.
 * @param asked the packer; null to go by the configuration or the evidence
 * @throws CannotLook when it cannot be packed or read.
 */
export async function packAndListPaths(
  target: string,
  runScripts: boolean,
  asked: PackerName | null,
): Promise<PackedPaths> {
  const temporary = openTemporaryFolder()
  const progress = new Progress(process.stderr)
  try {
    progress.say(`packing ${target}`)
    const acquired = await acquireTarball(target, {
      directory: process.cwd(),
      packer: await choosePackerForTarget(target, process.cwd(), asked),
      temporaryDirectory: temporary.path,
      runScripts,
      timeLimit: readNpmTimeLimit(),
    })
    const { directory, packing } = acquired
    return { ...(await listPathsInTarball(acquired.path)), directory, packing }
  } finally {
    progress.finish()
    temporary.remove()
  }
}

/**
 * The files of a tarball on disk.
 * @throws CannotLook when it cannot be read to its end.
 */
export async function listPathsInTarball(file: string): Promise<Pick<PackedPaths, 'paths' | 'manifest'>> {
  const paths = new Set<string>()
  let manifest: Readonly<Record<string, unknown>> | null = null
  const facts = await readArchive(file, DEFAULT_LIMITS, (entry) => {
    if (entry.type !== 'file') return
    paths.add(entry.path)
    if (entry.path === 'package.json') manifest = parseManifest(entry.content)
  })
  const broken = facts.anomalies.find((anomaly) => anomaly.kind === 'corrupt' || anomaly.kind === 'empty')
  if (broken !== undefined)
    throw new CannotLook(`The tarball cannot be read: ${broken.detail}. Run seaworthy check for more.`)
  return { paths: [...paths], manifest }
}
