import { formatDocsUrl } from '../judge/judge.ts'
import type { AlsoFound, Finding, MessageTemplate, PackageReport, Report } from '../model/report.ts'
import type { AnyRule } from '../model/rule.ts'
import { UNSEEN_WORDS } from '../model/unseen.ts'
import { REPOSITORY_URL } from '../model/version.ts'
import { RULES } from '../rules/index.ts'
import { fillTemplate } from '../text/fill-template.ts'
import { formatNumber } from '../text/format-number.ts'

/** Packages of a report that are retold. */
const PACKAGES = 100

/**
 * A stranger's report in our own words: every sentence is that of our rules, every link is ours, and whatever is free
 * text in a report (reasons, notes, evidence, changes, digests) is left out. Paths and values stay, for the encoder of
 * the channel.
 * @returns null when it names a rule that there is not
 */
export function retellReport(report: Report): Report | null {
  const packages: PackageReport[] = []
  for (const one of report.packages.slice(0, PACKAGES)) {
    const own = retellPackage(one)
    if (own === null) return null
    packages.push(own)
  }
  return {
    ...report,
    tool: { name: 'seaworthy', version: cleanVersion(report.tool.version) },
    policy: null,
    packages,
    errors: report.errors.length > 0 ? [COULD_NOT_LOOK] : [],
  }
}

const COULD_NOT_LOOK = 'The run could not look at everything. Its log says why.'

function retellPackage(one: PackageReport): PackageReport | null {
  const findings: Finding[] = []
  for (const finding of one.findings) {
    const own = retellKnownFinding(finding)
    if (own === null) return null
    findings.push(own)
  }
  const suppressed = one.suppressed.length
  const accepted = one.accepted.length
  return {
    ...one,
    profileReason: 'the run says so',
    tarball: null,
    packer: null,
    inventory: null,
    presence: undefined,
    baseline: null,
    findings,
    plan: null,
    suppressed: [],
    errors: one.errors.length > 0 ? [COULD_NOT_LOOK] : [],
    unseen: one.unseen.map((part) => ({ ...part, detail: UNSEEN_WORDS[part.reason] })),
    accepted: [],
    notes: [
      ...(suppressed === 0 ? [] : [`The run set ${formatNumber(suppressed)} findings aside as suppressed.`]),
      ...(accepted === 0
        ? []
        : [`The run accepted ${formatNumber(accepted)} parts that it could not look at.`]),
    ],
  }
}

function retellKnownFinding(finding: Finding): Finding | null {
  const rule = RULES.find(({ meta }) => meta.id === finding.rule)
  if (rule === undefined) return isOwnRule(finding.rule) ? retellOwnRule(finding) : null
  const { title, template, docs, harm } = readRuleWords(rule, finding)
  return {
    ...finding,
    title,
    template,
    message: fillTemplate(template.what, finding.data),
    fix: fillTemplate(template.fix, finding.data),
    docs,
    harm,
    evidence: null,
    also: finding.also.flatMap(retellAlso),
    places: finding.places.map((place) => ({ ...place, evidence: null })),
    cause: null,
    change: null,
  }
}

/** What a rule itself says of a finding. */
function readRuleWords(
  rule: AnyRule,
  finding: Finding,
): Pick<Finding, 'title' | 'template' | 'docs' | 'harm'> {
  return {
    title: rule.meta.title,
    template: findMessage(rule, finding.template),
    docs: formatDocsUrl(rule.meta.id),
    harm: rule.meta.traits.harm,
  }
}

/**
 * A finding as a record of our own has it that others may have changed: the words are those of our rules, and of a rule
 * that only the repository knows they are plain words, without anything that a channel would bring to life.
 */
export function retellFinding(finding: Finding): Finding {
  const rule = RULES.find(({ meta }) => meta.id === finding.rule)
  const words =
    rule === undefined
      ? {
          title: cleanText(finding.title),
          template: {
            what: cleanText(finding.template.what),
            why: cleanText(finding.template.why),
            fix: cleanText(finding.template.fix),
          },
          docs: `${REPOSITORY_URL}/blob/main/docs/custom-rules.md`,
        }
      : readRuleWords(rule, finding)
  const also = finding.also.filter((other) => RULES.some(({ meta }) => meta.id === other.rule))
  return { ...finding, ...words, also }
}

function cleanText(text: string): string {
  return text.slice(0, 500).replace(/[^\p{L}\p{N} .,;'"(){}%/?+=-]|\bwww\./gu, '')
}

function retellAlso(also: AlsoFound): AlsoFound[] {
  const rule = RULES.find(({ meta }) => meta.id === also.rule)
  return rule === undefined ? [] : [{ ...also, title: rule.meta.title, message: `${rule.meta.title}.` }]
}

/** A name that no built-in rule can have: its category is not one of theirs. */
function isOwnRule(id: string): boolean {
  const [category] = id.split('/')
  return !RULES.some(({ meta }) => meta.id.startsWith(`${category}/`))
}

/** A rule that only the repository knows: its words are the repository's, so none of them is repeated. */
function retellOwnRule(finding: Finding): Finding {
  const template = {
    what: "A rule of the repository's own found something.",
    why: 'The repository or its organisation has set this rule up.',
    fix: "The run's log says what to do.",
  }
  return {
    ...finding,
    title: "A rule of the repository's own",
    template,
    data: {},
    message: template.what,
    fix: template.fix,
    docs: `${REPOSITORY_URL}/blob/main/docs/custom-rules.md`,
    also: finding.also.flatMap(retellAlso),
    evidence: null,
    places: finding.places.map((place) => ({ ...place, evidence: null })),
    cause: null,
    change: null,
  }
}

/** The rule's own message that the report claims to quote; another version's is told by the rule's own paragraphs. */
function findMessage({ meta, messages }: AnyRule, claimed: MessageTemplate): MessageTemplate {
  const own = Object.values(messages).find(
    ({ what, why, fix }) => what === claimed.what && why === claimed.why && fix === claimed.fix,
  )
  return own === undefined
    ? { what: `${meta.title}.`, why: meta.why, fix: meta.fix }
    : { what: own.what, why: own.why, fix: own.fix }
}

function cleanVersion(version: string): string {
  return /^\d{1,5}\.\d{1,5}\.\d{1,5}$/.test(version) ? version : 'of another version'
}
