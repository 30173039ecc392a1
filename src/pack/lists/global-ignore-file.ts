import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { isInside } from '../../repository/config-files.ts'
import { readText } from '../workspace/read-json.ts'

const SETTING = /^[ \t]*global-ignore-file[ \t]*=[ \t]*["']?([^"'\r\n]+?)["']?[ \t]*$/m

/**
 * The ignore file that npm 12 takes beside those of the package: of the environment, of the project's .npmrc, of the
 * user's, or `etc/npmignore` in the folder that node is installed in. No other settings are read. A project may name a
 * file of its own only.
 * @param root absolute root of the project
 * @param cwd absolute folder that npm runs in, from which it takes relative paths
 * @returns absolute, or null where there is none
 */
export async function findGlobalIgnoreFile(root: string, cwd: string): Promise<string | null> {
  const env = Object.entries(process.env).find(
    ([name, value]) => name.toLowerCase() === 'npm_config_global_ignore_file' && value,
  )?.[1]
  if (env !== undefined) return keepPresent(path.resolve(cwd, env))
  const ofProject = await readNamed(path.join(root, '.npmrc'))
  if (ofProject !== null) {
    const file = path.resolve(cwd, ofProject)
    return isInside(root, file) ? keepPresent(file) : null
  }
  const ofUser = await readNamed(process.env.npm_config_userconfig ?? path.join(homedir(), '.npmrc')).catch(
    () => null,
  )
  if (ofUser !== null) return keepPresent(path.resolve(cwd, ofUser))
  const prefix = process.env.PREFIX ?? path.dirname(path.dirname(process.execPath))
  return keepPresent(path.join(prefix, 'etc', 'npmignore'))
}

async function readNamed(npmrc: string): Promise<string | null> {
  const written = SETTING.exec((await readText(npmrc)) ?? '')?.[1]
  return written === undefined ? null : written.replace(/^~(?=\/)/, homedir())
}

const keepPresent = (file: string) => (existsSync(file) ? file : null)
