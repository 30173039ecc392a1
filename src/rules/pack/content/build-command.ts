import type { PackageFacts } from '../../../model/package-facts.ts'
import { listStringMembers } from '../../manifest/content/members.ts'

/** Scripts that build, by the names that people give them, the usual one first. */
const BUILD_SCRIPTS = ['build', 'prepack', 'prepare', 'prepublishOnly', 'compile', 'bundle', 'dist', 'tsc']

/** The command that builds, as package.json has it for the packer that publishes. */
export function findBuildCommand({ manifest, packing }: PackageFacts): string {
  const scripts = listStringMembers(manifest?.scripts).map(([name]) => name)
  const script = BUILD_SCRIPTS.find((name) => scripts.includes(name))
  return script === undefined ? 'the project’s build' : `${packing?.packer ?? 'npm'} run ${script}`
}
