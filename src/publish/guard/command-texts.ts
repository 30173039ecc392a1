import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Credential } from '../../pack/registry/credential.ts'
import { addSlash } from '../../pack/registry/npm-settings.ts'
import type { OwnPackages } from '../own-packages.ts'

/**
 * The command, and the text of every package script that it can come to by name: `npm run release`, which calls
 * `pnpm -r publish`. Scripts of any package here count, because a release tool runs them in other folders.
 * @param command null: nobody knows it, so every script counts
 */
export function collectCommandTexts(command: readonly string[] | null, { packages }: OwnPackages): string[] {
  const scripts = packages.flatMap(({ manifest }) => Object.entries(readTexts(manifest.scripts)))
  if (command === null) return scripts.map(([, text]) => text)
  const reached = [command.join(' ')]
  const waiting = new Set(scripts)
  for (let at = 0; at < reached.length; at += 1) {
    const words = new Set((reached[at] ?? '').split(/[\s"'`;&|()=]+/))
    for (const script of waiting)
      if (words.has(script[0])) {
        waiting.delete(script)
        reached.push(script[1])
      }
  }
  return reached
}

/** Registries that a command names itself: `--registry https://…`, `npm_config_registry=https://…`. */
export function findNamedRegistries(all: readonly string[]): string[] {
  const found = all.flatMap((text) => [
    ...text.matchAll(/registry(?:_server)?["']?(?:\s+|=)["']?(https?:\/\/[^\s"'`;&|\\]+)/gi),
  ])
  return [...new Set(found.map(([, url = '']) => url))].filter((url) => URL.canParse(url))
}

/** Logins that a command names itself, by the registry as npm writes it: `--//host/:_authToken=$TOKEN`. */
export function findNamedLogins(
  all: readonly string[],
  environment: NodeJS.ProcessEnv,
): Map<string, Credential> {
  const found = all.flatMap((text) => [
    ...text.matchAll(/--(\/\/[^\s=]+?):_authToken["']?(?:\s+|=)["']?([^\s"'`;&|]+)/g),
  ])
  return new Map(
    found.flatMap(([, place = '', given = '']): [string, Credential][] => {
      const name = /^\$\{?(\w+)\}?$/.exec(given)?.[1]
      const token = name === undefined ? given : environment[name]
      return token ? [[addSlash(place), { kind: 'token', token }]] : []
    }),
  )
}

/**
 * The environment with the file for npm's user settings that the command names itself (`--userconfig ci.npmrc`): what
 * stands there is what npm goes by.
 * @param folders in which it may lie, where it is not absolute
 */
export function nameUserconfig(
  environment: NodeJS.ProcessEnv,
  all: readonly string[],
  folders: readonly string[],
): NodeJS.ProcessEnv {
  const named = all.flatMap((text) => [
    ...text.matchAll(/(?:--|\bnpm_config_)userconfig["']?(?:\s+|=)["']?([^\s"'`;&|]+)/gi),
  ])
  const files = named.flatMap(([, file = '']) => folders.map((folder) => path.resolve(folder, file)))
  const found = files.find((file) => existsSync(file))
  if (found === undefined) return environment
  const others = Object.entries(environment).filter(([name]) => !/^npm_config_userconfig$/i.test(name))
  return { ...Object.fromEntries(others), npm_config_userconfig: found }
}

function readTexts(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(
    Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  )
}
