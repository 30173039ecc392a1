import path from 'node:path'
import { parse } from 'yaml'
import { isObject } from '../../model/json-object.ts'
import { PACKERS, type PackerName } from '../../model/packing.ts'
import { readText } from './read-json.ts'

/** What a rush.json says (https://rushjs.io/pages/configs/rush_json/). */
export interface Rush {
  readonly projects: readonly RushProject[]
  readonly packer: PackerName | null
  readonly version: string | null
}

interface RushProject {
  /** From the root, with `/`. */
  readonly folder: string
  /** Whether `rush publish` publishes it: it says so, or follows a policy of versions. */
  readonly isPublished: boolean
}

/** Strings, which stay, and comments. */
const COMMENTS = /("(?:[^"\\\n]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g

/** The rush.json of a folder; null if there is none. */
export async function readRush(root: string): Promise<Rush | null> {
  const settings = await readCommented(path.join(root, 'rush.json'))
  if (settings === null) return null
  const packer = PACKERS.find((one) => typeof settings[`${one}Version`] === 'string') ?? null
  const projects = Array.isArray(settings.projects) ? settings.projects : []
  return {
    packer,
    version: packer === null ? null : String(settings[`${packer}Version`]),
    projects: projects.filter(isObject).flatMap(({ projectFolder, shouldPublish, versionPolicyName }) =>
      typeof projectFolder === 'string'
        ? [
            {
              folder: projectFolder,
              isPublished: shouldPublish === true || typeof versionPolicyName === 'string',
            },
          ]
        : [],
    ),
  }
}

/** Versions that Rush keeps in one place for pnpm, by catalogue. */
export async function readRushCatalogs(root: string): Promise<unknown> {
  return (await readCommented(path.join(root, 'common/config/rush/pnpm-config.json')))?.globalCatalogs
}

/** A file of JSON with comments as an object; null if it is none. JSON is YAML as well. */
async function readCommented(file: string): Promise<Readonly<Record<string, unknown>> | null> {
  const text = await readText(file)
  if (text === null) return null
  try {
    const bare = text.replace(COMMENTS, (_, string: string | undefined) => string ?? '')
    const value: unknown = parse(bare, { logLevel: 'silent' })
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}
