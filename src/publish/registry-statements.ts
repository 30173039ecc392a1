import type { SettingsAt } from './settings-at.ts'

/** Whose configuration says where a package belongs: npm's, which most tools read too, or that of a tool of its own. */
export type Client = 'npm' | 'yarn' | 'pnpm' | 'bun' | 'yarn1'

export const CLIENTS: readonly Client[] = ['npm', 'yarn', 'pnpm', 'bun', 'yarn1']

/** Every registry that settings name. */
export function listUrls({ npm, alone, yarn, tools: { pnpm, bun, yarn1 } }: SettingsAt): string[] {
  const general = [npm.registry, alone.registry, yarn.registry, pnpm.general, bun.general, yarn1.general]
  const scopes = [npm, alone, yarn, pnpm, bun, yarn1].flatMap((one) => [...one.scopes.values()])
  return [...general.filter((url) => url !== null), ...scopes]
}

interface Statements {
  readonly general: string
  readonly scopes: ReadonlyMap<string, string>
}

/** What a tool makes of the settings in a folder, as each was seen to. */
export function readStatements(
  client: Client,
  { npm, alone, yarn, tools }: SettingsAt,
  environment: NodeJS.ProcessEnv,
): Statements {
  const isSet = Object.keys(environment).some((name) => /^npm_config_registry$/i.test(name))
  switch (client) {
    case 'npm':
      return { general: npm.registry, scopes: npm.scopes }
    case 'yarn':
      return { general: yarn.registry ?? npm.registry, scopes: yarn.scopes }
    case 'pnpm':
      return {
        general: tools.pnpm.general ?? alone.project.registry ?? npm.registry,
        scopes: new Map([...npm.scopes, ...alone.project.scopes, ...tools.pnpm.scopes]),
      }
    case 'bun':
      return {
        general: isSet ? npm.registry : (tools.bun.general ?? npm.registry),
        scopes: new Map([...npm.scopes, ...tools.bun.scopes]),
      }
    case 'yarn1':
      return {
        general: isSet ? npm.registry : (tools.yarn1.general ?? alone.project.registry ?? npm.registry),
        scopes: new Map([...npm.scopes, ...alone.project.scopes, ...tools.yarn1.scopes]),
      }
  }
}
