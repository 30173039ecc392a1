import { CannotLook } from '../model/cannot-look.ts'
import type { AnyCommand, ListedCommand } from './command.ts'

/** Every command by name, in the order of the help. What begins with none of these names is a `check`. */
export const COMMANDS: Readonly<Record<string, ListedCommand>> = {
  check: { summary: 'pack, open the tarball, judge it', load: () => import('./commands/check.ts') },
  fix: {
    summary: 'show the edits that fix a package, and make them',
    load: () => import('./commands/fix.ts'),
  },
  rules: { summary: 'list the rules', load: () => import('./commands/rules.ts') },
  explain: {
    summary: 'what a rule looks for, why, and what to do',
    load: () => import('./commands/explain.ts'),
  },
  config: {
    summary: 'the configuration in force, and where each value comes from',
    load: () => import('./commands/config.ts'),
  },
  diff: {
    summary: 'what differs between two releases',
    load: () => import('./commands/diff.ts'),
  },
  verify: {
    summary: 'whether a release is what was judged',
    load: () => import('./commands/verify.ts'),
  },
  publish: {
    summary: 'judge all, then publish exactly those files',
    load: () => import('./commands/publish.ts'),
  },
  list: {
    summary: 'the packages that a check would look at',
    load: () => import('./commands/list.ts'),
  },
  merge: {
    summary: 'several reports as one: one verdict, one page',
    load: () => import('./commands/merge.ts'),
  },
  audit: {
    summary: 'what is published already, and what to do about it',
    load: () => import('./commands/audit.ts'),
  },
  guard: {
    summary: 'run a command that publishes, every tarball judged on its way',
    load: () => import('./commands/guard.ts'),
  },
  suppress: {
    summary: 'write an exception for one finding',
    load: () => import('./commands/suppress.ts'),
  },
  accept: {
    summary: 'write an exception for bytes that could not be looked at',
    load: () => import('./commands/accept.ts'),
  },
  init: {
    summary: 'write a first configuration, or a contents list',
    load: () => import('./commands/init.ts'),
  },
  why: {
    summary: 'why a path ships, and the edit that takes it out',
    load: () => import('./commands/why.ts'),
  },
  doctor: {
    summary: 'what there is to work with, and what is in the way',
    load: () => import('./commands/doctor.ts'),
  },
  completion: {
    summary: 'set up shell completion',
    load: async () => ({
      default: (await import('./commands/completion.ts')).completionCommand(COMMANDS),
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
