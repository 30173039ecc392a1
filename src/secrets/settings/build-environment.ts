import type { KeywordHits } from '../../model/layer.ts'
import { WorkBudget } from '../work-budget.ts'

/** The environment of a machine, written down as keys with their values. */
export interface BuildEnvironment {
  /** Byte offset of its first variable. */
  readonly offset: number
  /** Names of the variables of the machine that tell. */
  readonly names: readonly string[]
}

/** Variables that shells, systems and build services set, and that no program has as keys of its own. */
const NAMES =
  'PATH|Path|HOME|SHELL|PWD|OLDPWD|USER|LOGNAME|HOSTNAME|SHLVL|TMPDIR|LANG|EDITOR|TERM_PROGRAM|SSH_AUTH_SOCK|XDG_[A-Z_]{2,30}|' +
  'USERPROFILE|COMPUTERNAME|APPDATA|LOCALAPPDATA|ALLUSERSPROFILE|USERDOMAIN\\w{0,20}|USERNAME|SYSTEMROOT|SystemRoot|PATHEXT|HOMEDRIVE|HOMEPATH|PROCESSOR_[A-Z]{2,20}|' +
  'INIT_CWD|npm_(?:config|package|lifecycle|execpath|command|node)\\w{0,60}|PNPM_HOME|NVM_DIR|' +
  'GITHUB_[A-Z_]{2,40}|RUNNER_[A-Z_]{2,30}|ACTIONS_[A-Z_]{2,40}|CI_[A-Z_]{2,40}|GITLAB_[A-Z_]{2,30}|CIRCLE_[A-Z_]{2,30}|TRAVIS_[A-Z_]{2,30}|BITBUCKET_[A-Z_]{2,30}|BUILDKITE_[A-Z_]{2,40}|' +
  'JENKINS_[A-Z_]{2,30}|BUILD_(?:NUMBER|ID|URL|TAG|SOURCEBRANCH|REPOSITORY_\\w{2,20}|REQUESTEDFOR\\w{0,20})|NODE_NAME|WORKSPACE|AGENT_(?:MACHINENAME|OS\\w{0,20}|JOBNAME|JOBSTATUS|HOMEDIRECTORY|ROOTDIRECTORY|WORKFOLDER|BUILDDIRECTORY|TEMPDIRECTORY|TOOLSDIRECTORY|RELEASEDIRECTORY)|SYSTEM_(?:TEAM|COLLECTION|DEFAULTWORKING|ACCESSTOKEN|JOB|PLAN|STAGE|PHASE|PULLREQUEST|TIMELINE|ARTIFACTS|SERVERTYPE|HOSTTYPE)\\w{0,30}|CODEBUILD_[A-Z_]{2,30}|' +
  'VERCEL_[A-Z_]{2,40}|NETLIFY_?[A-Z_]{0,30}|RENDER_[A-Z_]{2,30}|DRONE_[A-Z_]{2,30}|KUBERNETES_(?:SERVICE|PORT)[A-Z_]{0,30}|AWS_(?:REGION|EXECUTION_ENV|LAMBDA_[A-Z_]{2,30})|TEAMCITY_[A-Z_]{2,30}|SEMAPHORE_[A-Z_]{2,30}'
/** As keys of JSON, of object literals, and of either inside a string. */
const VARIABLE = new RegExp(
  `(?<![\\w$.])(?:\\\\{0,3}["'])?(${NAMES})(?:\\\\{0,3}["'])?[ \\t\\r\\n]{0,4}:[ \\t\\r\\n]{0,4}(\\\\{0,3}["'\`])((?:[^"'\`\\r\\n\\\\]|\\\\{1,4}[^"'\`\\r\\n]){1,4000}?)\\2`,
  'g',
)
/** As `env` prints them and YAML has them, a line each. */
const LINES = new RegExp(
  `^[ \\t]*(${NAMES})[ \\t]*[:=][ \\t]*()([^\\s"'$%#{}][^\\r\\n$%{}]{0,2000})\\r?$`,
  'gm',
)
/** As the fish shell sets them. */
const FISH = new RegExp(
  `^[ \\t]*set -[glUx]{1,3} (${NAMES})() +([^\\s"'$%#{}][^\\r\\n$%{}]{0,2000})\\r?$`,
  'gm',
)
/** One of a list of lines is a folder of somebody: settings of programs have no such. */
const OWN_FOLDER = /^(?:\/(?:home|Users|root|private|run\/user|builds?)\/|[A-Z]:\\)/
/** As `/proc/<pid>/environ` has them, and as a page of PHP shows them. */
const ENDED = new RegExp(`(?:^|\\0)(${NAMES})=()([^\\0]{1,4000})(?=\\0)`, 'g')
const SHOWN = new RegExp(`<td class="e">\\s?(${NAMES}) ?</td>\\s?<td class="v">()([^<]{1,2000}?) ?</td>`, 'g')
/** What Emscripten, shims of `process` and documents write, the same for everybody. */
const NEUTRAL =
  /^(?:\/home\/(?:you|user|username|me)(?:\/[\w./-]*)?|you|username|me|\/|\/bin|\/usr\/bin|\/usr\/local\/bin|\/home|\/home\/web_user|\/home\/user|\/root|\/tmp|\/var\/tmp|\.|web_user|browser|user|root|xterm[\w-]*|C|POSIX|C\.UTF-8|en|en_US(?:\.UTF-8)?|true|false|0|1|production|development|test|string|vim|bash|\/bin\/(?:sh|bash|zsh)|)$/
/** What a variable is for, in words: a page of help. */
const SENTENCE = /^[A-Z]?[a-z]+(?: [\w’'()-]+){2,}[.:]?$/
/** Of these every value is a path, or a list of them. */
const FOLDERS = /^(?:PATH|Path|HOME|SHELL|PWD|OLDPWD|TMPDIR|INIT_CWD|APPDATA|LOCALAPPDATA|USERPROFILE)$/
/** What a variable is called elsewhere, in a table: `github.repository`. */
const REFERENCE = /^[a-z]+(?:\.[a-z_]+)+$/i
/** Of a build service's variables, tables of services list the kinds: `GITHUB_EVENT_NAME: "pull_request"`. */
const SERVICE =
  /^(?:CI|GITHUB|DRONE|BUILDKITE|NETLIFY|VERCEL|RENDER|SEMAPHORE|BITBUCKET|CIRCLE|TRAVIS|NODE|BUILD)_/
const FEWEST = 3
const AROUND = 6000

/** Each is frequent in a dump and rare elsewhere; a dump holds several. */
export const ENVIRONMENT_KEYWORDS: readonly string[] = [
  ...[
    'home:"',
    'home":"',
    'home": "',
    'home\\":\\"',
    "home:'",
    'shell:"',
    'shell":"',
    'shell": "',
    'shell\\":\\"',
  ],
  ...['shlvl', 'logname', 'init_cwd', 'npm_config_', 'npm_package_', 'npm_lifecycle_', 'ssh_auth_sock'],
  ...['allusersprofile', 'userprofile', 'computername', 'userdomain', 'pathext', 'appdata'],
  ...[
    'github_actor',
    'github_repository',
    'github_workspace',
    'github_sha',
    'github_ref',
    'runner_',
    'actions_runtime',
  ],
  ...[
    'actions_id_token',
    'ci_commit',
    'ci_project',
    'ci_job',
    'ci_pipeline',
    'ci_server',
    'circle_',
    'travis_',
  ],
  ...[
    'bitbucket_',
    'buildkite_',
    'jenkins_',
    'codebuild_',
    'vercel_',
    'netlify_',
    'build_sourcebranch',
    'agent_machinename',
    'agent_homedirectory',
  ],
  ...['home=/', 'logname=', 'set -gx home', 'set -x home', '<td class="e">home', '<td class="e">path'],
  ...['system_team', 'kubernetes_', 'teamcity_', 'drone_', 'build_number'],
]

/** Environments around the keyword hits of a layer. Looks at 12 kB around each, each stretch once. */
export function findBuildEnvironments(bytes: Buffer, hits: KeywordHits): BuildEnvironment[] {
  const found: BuildEnvironment[] = []
  const budget = new WorkBudget(bytes.length, 6)
  let seen = -1
  for (const { offset } of hits) {
    if (offset < seen || !isKey(bytes, offset) || !budget.take(AROUND)) continue
    const from = Math.max(0, offset - AROUND)
    const text = bytes.toString('latin1', from, offset + AROUND)
    const set = [VARIABLE, ENDED, SHOWN, ...[LINES, FISH].filter((form) => hasLines(text, form))]
      .flatMap((form) => [...text.matchAll(form)])
      .filter(([, name = '', , value = '']) => mayBeSet(name, value))
    const plain = set.filter(([, name = '', , value = '']) => SERVICE.test(name) && /^[a-z_-]+$/.test(value))
    const telling = set.filter((one) => !plain.includes(one))
    // Beside variables that tell, a service's own with a plain value do, too.
    const variables = telling.length >= FEWEST - 1 && set.length > FEWEST ? set : telling
    const names = [...new Set(variables.map(([, name = '']) => name))]
    if (names.length < FEWEST || !isOneMachine(names)) continue
    seen = offset + AROUND
    found.push({ offset: from + (variables[0]?.index ?? 0), names })
  }
  return found
}

/** Whether a variable of that name has such a value on somebody's machine and not on everybody's. */
function mayBeSet(name: string, value: string): boolean {
  if (NEUTRAL.test(value) || SENTENCE.test(value) || REFERENCE.test(value)) return false
  return !FOLDERS.test(name) || /[/\\]/.test(value)
}

/** Whether the keyword stands in a name with a colon and a quote behind it: most hits are code that reads a variable. */
function isKey(bytes: Buffer, offset: number): boolean {
  if (bytes[offset - 1] === 0 || bytes[offset] === 0x3c) return true
  if (
    /(?:^|\n)[ \t]{0,20}(?:set -\w{1,3} )?\w{0,40}$/.test(
      bytes.toString('latin1', Math.max(0, offset - 40), offset),
    )
  )
    return true
  return /^[\w$]{0,60}(?:\\{0,3}["'])?[ \t\r\n]{0,4}:?[ \t\r\n]{0,4}\\{0,3}["'`]/.test(
    bytes.toString('latin1', offset, offset + 90),
  )
}

/** Whether enough lines set a variable of a machine, one of them to a folder of somebody. */
function hasLines(text: string, form: RegExp): boolean {
  const values = [...text.matchAll(form)]
  return values.length > FEWEST && values.some(([, , , value = '']) => OWN_FOLDER.test(value))
}

/** Names that programs have as settings of their own (`USER`, `LANG`) are not enough: one must be a machine's. */
function isOneMachine(names: readonly string[]): boolean {
  return (
    names.some(
      (name) => !/^(?:USER|USERNAME|LANG|PATH|Path|HOSTNAME|EDITOR|WORKSPACE|NODE_NAME|HOME)$/.test(name),
    ) || names.length > FEWEST
  )
}
