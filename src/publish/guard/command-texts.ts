import type { OwnPackages } from '../own-packages.ts'

/**
 * The command, and the text of every package script that it can come to by name: `npm run release`, which calls
 * `pnpm -r publish`. Scripts of any package here count, because a release tool runs them in other folders.
 * @param command null: nobody knows it, so every script counts
 */
export function commandTexts(command: readonly string[] | null, { packages }: OwnPackages): string[] {
  const scripts = packages.flatMap(({ manifest }) => Object.entries(texts(manifest.scripts)))
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

/** Registries that a command names itself: `--registry https://…`. */
export function namedRegistries(all: readonly string[]): string[] {
  const found = all.flatMap((text) => [
    ...text.matchAll(/--(?:@[\w.-]+:)?registry(?:\s+|=)["']?(https?:\/\/[^\s"'`;&|]+)/g),
  ])
  return [...new Set(found.map(([, url = '']) => url))].filter((url) => URL.canParse(url))
}

function texts(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(
    Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  )
}
