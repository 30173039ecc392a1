import { findCommandsInCode } from './code-commands.ts'
import { findPublishCommands, type PublishCommand, type Scripts } from './publish-commands.ts'

/** The commands that an action stands for which publishes. */
export function readUsedAction(
  uses: string,
  given: Readonly<Record<string, unknown>>,
  scripts: Scripts,
): PublishCommand[] {
  const action = uses.replace(/@.*$/, '').toLowerCase()
  if (action === 'js-devtools/npm-publish')
    return [
      {
        packer: 'npm',
        tool: 'npm-publish',
        folder: readText(given.package)?.replace(/\/?package\.json$/, '') || '.',
        isByWorkspace: false,
        only: null,
        memberScript: null,
        // Its default (https://github.com/JS-DevTools/npm-publish#action-options).
        ignoresScripts: String(given['ignore-scripts'] ?? true) === 'true',
        isPack: false,
        goesTo: '.',
        version: null,
        shown: 'JS-DevTools/npm-publish',
      },
    ]
  if (action === 'changesets/action') return findPublishCommands(readText(given.publish) ?? '', scripts)
  if (action === 'changesets/action/publish') return findPublishCommands('changeset publish', scripts)
  if (/\/semantic-release-action$/.test(action)) return findPublishCommands('semantic-release', scripts)
  if (action === 'actions/github-script')
    return findCommandsInCode(readText(given.script) ?? '').flatMap((one) =>
      findPublishCommands(one, scripts),
    )
  // Actions that only run what they are told: again and again until it works, on another system, in a container.
  return Object.entries(given).flatMap(([name, value]) =>
    COMMAND_INPUT.test(name) ? findPublishCommands(readText(value) ?? '', scripts) : [],
  )
}

/** What actions call the line of the shell that they are given. */
const COMMAND_INPUT = /^(?:run|cmd|commands?|script|args|publish(?:[-_]?command)?)$/

const readText = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
