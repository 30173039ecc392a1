import { createColors } from 'picocolors'
import { TerminalPage } from '../../reporters/terminal-page.ts'
import { count } from '../../text/count.ts'
import { encodeTerminalText } from '../../text/safe-text.ts'
import { describeScreen, print } from '../screen.ts'
import { openTemporaryFolder } from '../temporary-folder.ts'
import { type DoctorFacts, type DoctorRequest, gatherDoctorFacts } from './doctor-facts.ts'

const TARGETS_NAMED = 5

/** `seaworthy doctor`: says what there is to work with, and what is in the way. */
export async function showDoctor(
  folder: string,
  request: DoctorRequest & { readonly asJson: boolean },
): Promise<number> {
  const temporary = openTemporaryFolder()
  try {
    const facts = await gatherDoctorFacts(folder, request, temporary.path)
    await print(request.asJson ? `${JSON.stringify(facts, null, 2)}\n` : renderDoctorPage(facts))
    return facts.problems.length > 0 ? 2 : 0
  } finally {
    temporary.remove()
  }
}

function renderDoctorPage(facts: DoctorFacts): string {
  const { color, width } = describeScreen()
  const colors = createColors(color)
  const page = new TerminalPage(colors, width)
  const there = Object.entries(facts.packers).filter(([, version]) => version !== null)
  page.addLine(colors.bold('Tools'))
  page.addLabelled('version', `${facts.seaworthy}, node ${facts.node}, ${facts.platform}`)
  page.addLabelled(
    'packers',
    there.map(([name, version]) => `${name} ${encodeTerminalText(version ?? '')}`).join(', ') || 'none',
  )
  page.addBlank()
  showPackage(page, facts.package)
  page.addBlank()
  showGit(page, facts.git)
  page.addBlank()
  showRegistry(page, facts.registry)
  if (facts.guard !== null) page.addLabelled('guard', encodeTerminalText(facts.guard))
  page.addBlank()
  for (const note of facts.notes) page.addLine(`${colors.yellow('note')} ${encodeTerminalText(note)}`)
  for (const problem of facts.problems) {
    const [first = '', ...rest] = problem.split('\n')
    page.addLine(`${colors.red('✖')} ${encodeTerminalText(first)}`)
    for (const line of rest) page.addLine(encodeTerminalText(line), 2)
  }
  page.addLine(
    facts.problems.length === 0
      ? colors.green('Nothing is in the way.')
      : `${count(facts.problems.length, 'thing')} in the way.`,
  )
  return page.readText()
}

function showPackage(page: TerminalPage, one: DoctorFacts['package']): void {
  const { colors } = page
  page.addLine(colors.bold('Package'))
  page.addLabelled(
    'folder',
    `${colors.cyan(encodeTerminalText(one.folder))}${one.name === null ? ', no package.json with a name' : `  ${encodeTerminalText(one.name)}`}`,
  )
  page.addLabelled(
    'config',
    one.configuration === null
      ? 'none: the defaults hold'
      : colors.cyan(encodeTerminalText(one.configuration)),
  )
  if (one.policy !== null) page.addLabelled('policy', colors.cyan(encodeTerminalText(one.policy)))
  if (one.profile !== null)
    page.addLabelled('profile', `${one.profile.profile}: ${encodeTerminalText(one.profile.reason)}`)
  if (one.packer !== null) {
    const version = one.packer.version === null ? '' : ` ${encodeTerminalText(one.packer.version)}`
    page.addLabelled('packer', `${one.packer.name}${version}: ${encodeTerminalText(one.packer.reason)}`)
  }
  page.addLabelled('baseline', one.baseline)
  const named = one.targets
    .slice(0, TARGETS_NAMED)
    .map((target) => encodeTerminalText(target))
    .join(', ')
  const more = one.targets.length > TARGETS_NAMED ? ` and ${one.targets.length - TARGETS_NAMED} more` : ''
  page.addLabelled(
    'reads',
    one.files === null
      ? `${count(one.targets.length, 'package')}: ${named}${more}`
      : `one tarball of ${count(one.files, 'file')}`,
  )
}

function showGit(page: TerminalPage, git: DoctorFacts['git']): void {
  page.addLine(page.colors.bold('Git'))
  if (git === null) {
    page.addLabelled('root', 'none: the folder is in no repository')
    return
  }
  page.addLabelled('root', page.colors.cyan(encodeTerminalText(git.root)))
  const branch = git.branch === null ? 'no branch' : encodeTerminalText(git.branch)
  const changed = git.changed === 0 ? 'nothing changed' : `${count(git.changed, 'file')} changed`
  page.addLabelled(
    'commit',
    `${git.commit?.slice(0, 12) ?? 'none yet'} on ${branch}, ${changed}${git.isShallow ? ', a shallow clone' : ''}`,
  )
}

function showRegistry(page: TerminalPage, registry: DoctorFacts['registry']): void {
  const { colors } = page
  page.addLine(colors.bold('Registry'))
  if (registry === null) {
    page.addLabelled('url', "unknown: npm's configuration cannot be read")
    return
  }
  const state = registry.answers === null ? 'not asked' : registry.answers ? 'answers' : 'does not answer'
  page.addLabelled('url', `${colors.cyan(encodeTerminalText(registry.url))}, ${state}`)
  for (const [scope, url] of Object.entries(registry.scopes))
    page.addLabelled('', `${encodeTerminalText(scope)}: ${encodeTerminalText(url)}`)
  const whose = registry.user === null ? '' : `, it is ${encodeTerminalText(registry.user)}'s`
  page.addLabelled('login', registry.isLoggedIn ? `yes${whose}` : 'none for this registry')
  const others = registry.logins.map((one) => encodeTerminalText(one)).join(', ')
  if (others !== '') page.addLabelled('', `npm has a login for ${others}`)
  if (registry.variables.length > 0) page.addLabelled('', `set: ${registry.variables.join(', ')}`)
}
