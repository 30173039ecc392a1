import { existsSync } from 'node:fs'
import path from 'node:path'
import { isObject } from '../../model/json-object.ts'
import { readJson } from '../workspace/read-json.ts'
import type { ReleaseTool } from './publish-commands.ts'

/** Where release tools keep their settings (cosmiconfig's usual names). */
export const SETTINGS_FILES = {
  'semantic-release': [
    '.releaserc',
    '.releaserc.json',
    '.releaserc.yaml',
    '.releaserc.yml',
    ...['js', 'cjs', 'mjs', 'ts', 'mts', 'cts'].flatMap((ending) => [
      `.releaserc.${ending}`,
      `release.config.${ending}`,
    ]),
  ],
  'release-it': [
    '.release-it.json',
    '.release-it.yaml',
    '.release-it.yml',
    '.release-it.js',
    '.release-it.cjs',
    '.release-it.ts',
    '.release-it.toml',
  ],
  changesets: ['.changeset/config.json'],
  lerna: ['lerna.json'],
  beachball: [
    ...['js', 'cjs', 'mjs', 'ts', 'json'].map((ending) => `beachball.config.${ending}`),
    ...['.beachballrc', '.beachballrc.json', '.beachballrc.yaml', '.beachballrc.yml', '.beachballrc.js'],
  ],
  rush: ['rush.json'],
} as const
/** Where np keeps its settings; that they are there does not say that it publishes. */
export const NP_FILES = ['.np-config.json', '.np-config.js', '.np-config.cjs', '.np-config.mjs']
/** Members of package.json that hold settings of a tool. */
const MEMBERS: readonly (readonly [member: string, tool: ReleaseTool])[] = [
  ['release', 'semantic-release'],
  ['release-it', 'release-it'],
  ['beachball', 'beachball'],
]

/** The release tool that is set up for a package or its workspace, and the file that says so; null if none is. */
export async function findToolByFiles(
  root: string,
  folder: string,
): Promise<{ readonly tool: ReleaseTool; readonly source: string } | null> {
  for (const place of root === folder ? [folder] : [folder, root]) {
    for (const [tool, files] of Object.entries(SETTINGS_FILES)) {
      const file = files.find((one) => existsSync(path.join(place, one)))
      if (file !== undefined) return { tool: tool as ReleaseTool, source: file }
    }
    const manifest = await readJson(path.join(place, 'package.json'))
    const member = MEMBERS.find(([name]) => isObject(manifest?.[name]))
    if (member !== undefined) return { tool: member[1], source: `package.json (${member[0]})` }
  }
  const nx = await readJson(path.join(root, 'nx.json'))
  return isObject(nx?.release) ? { tool: 'nx', source: 'nx.json' } : null
}
