import { CannotLook } from '../model/cannot-look.ts'
import type { AnyCommand, ListedCommand } from './command.ts'

/** Every command by name, in the order of the help. What begins with none of these names is a `check`. */
export const COMMANDS: Readonly<Record<string, ListedCommand>> = {
  check: {
    summary: 'pack the package, open the tarball, check what is in it',
    load: () => import('./commands/check.ts'),
  },
  fix: {
    summary: 'show the edits that fix a package; make them with --write',
    load: () => import('./commands/fix.ts'),
  },
  rules: { summary: 'list the rules', load: () => import('./commands/rules.ts') },
  explain: {
    summary: 'show what a rule looks for, why it matters and what to do',
    load: () => import('./commands/explain.ts'),
  },
  config: {
    summary: 'show the configuration in use and where each value comes from',
    load: () => import('./commands/config.ts'),
  },
  diff: {
    summary: 'compare two releases',
    load: () => import('./commands/diff.ts'),
  },
  verify: {
    summary: 'check that a release is exactly what was checked before',
    load: () => import('./commands/verify.ts'),
  },
  publish: {
    summary: 'check all packages, then publish exactly those files',
    load: () => import('./commands/publish.ts'),
  },
  list: {
    summary: 'list the packages that a check would look at',
    load: () => import('./commands/list.ts'),
  },
  merge: {
    summary: 'combine several reports into one',
    load: () => import('./commands/merge.ts'),
  },
  audit: {
    summary: 'check what is already published',
    load: () => import('./commands/audit.ts'),
  },
  guard: {
    summary: 'run a publishing command and check every tarball it sends',
    load: () => import('./commands/guard.ts'),
  },
  suppress: {
    summary: 'write an exception for one finding',
    load: () => import('./commands/suppress.ts'),
  },
  accept: {
    summary: 'write an exception for bytes that could not be read',
    load: () => import('./commands/accept.ts'),
  },
  init: {
    summary: 'write a first configuration, or a contents list',
    load: () => import('./commands/init.ts'),
  },
  why: {
    summary: 'show why a file ships and how to leave it out',
    load: () => import('./commands/why.ts'),
  },
  doctor: {
    summary: 'check the setup: tools, registry, configuration, git',
    load: () => import('./commands/doctor.ts'),
  },
  completion: {
    summary: 'set up shell completion',
    load: async () => ({
      default: (await import('./commands/completion.ts')).defineCompletionCommand(COMMANDS),
    }),
  },
}

/**
 * The command of that name, loaded.
 * @throws CannotLook when there is none.
 */
export async function loadCommand(name: string): Promise<{ readonly default: AnyCommand }> {
  const listed = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (listed === undefined)
    throw new CannotLook(
      `There is no command ${JSON.stringify(name)}. There are: ${Object.keys(COMMANDS).join(', ')}.`,
    )
  return listed.load()
}
