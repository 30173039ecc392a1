import path from 'node:path'
import { listScriptsBeforePacking, mayBuild } from '../knowledge/publish-scripts.ts'
import type { PublishScript } from '../model/packing.ts'
import type { AcquireOptions } from './acquired-tarball.ts'
import type { ChosenPacker } from './choose/choose-packer.ts'
import { readTextMembers } from './publish-scripts.ts'
import { runScripts } from './run-scripts.ts'
import { readJson } from './workspace/read-json.ts'

/** Roots whose scripts were run, by run. */
const done = new WeakMap<object, Map<string, Promise<void>>>()

/**
 * The scripts of the root that run before any package is packed: lerna runs them once, where the root is no package of
 * its own. Where scripts are to be run, so are they, once in a run.
 * @param run what stands for the run
 */
export async function runRootScripts(
  directory: string,
  { packer, version, tool, workspace }: ChosenPacker,
  run: object,
  options: AcquireOptions,
): Promise<PublishScript[]> {
  const root = workspace?.root
  if (tool !== 'lerna' || root === undefined || root === directory || workspace?.folders.includes(root))
    return []
  const scripts = readTextMembers((await readJson(path.join(root, 'package.json')))?.scripts)
  const names = listScriptsBeforePacking(packer, version, tool).filter((name) => Object.hasOwn(scripts, name))
  if (options.runScripts) await runOnce(run, root, () => runAll(root, names, options))
  return names.map((name) => {
    const command = scripts[name] ?? ''
    return {
      name: `${name} of the root`,
      command,
      mayBuild: mayBuild(command, scripts),
      ran: options.runScripts,
    }
  })
}

function runOnce(run: object, root: string, start: () => Promise<void>): Promise<void> {
  const known = done.get(run) ?? new Map<string, Promise<void>>()
  done.set(run, known)
  const running = known.get(root) ?? start()
  known.set(root, running)
  return running
}

const runAll = (root: string, names: readonly string[], options: AcquireOptions) =>
  runScripts(
    'the root',
    root,
    names.map((name) => ({ name })),
    'npm',
    options,
  )
