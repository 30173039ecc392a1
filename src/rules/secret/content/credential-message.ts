import { findSofteningAt, type PathRole, pathRole } from '../../../knowledge/path-role.ts'
import { type SettingsPurpose, settingsPurpose, settingsSyntax } from '../../../knowledge/settings-file.ts'
import { findLayerPath, formatLayerChain, type Layer } from '../../../model/layer.ts'
import type { FoundCredential } from '../../../secrets/settings/find-credentials.ts'
import { isGenerated, isMixed } from '../../../secrets/settings/setting-values.ts'
import { isInDocumentation, isSpecification } from '../../internal/content/context.ts'
import { isNativeClient } from './native-client.ts'

/** What a layer is to the credentials in it. */
export interface CredentialPlace {
  readonly layer: Layer
  readonly path: string
  readonly purpose: SettingsPurpose | null
  /** Where the path makes a password milder. */
  readonly role: PathRole | null
  /** Whatever is in it is an example. */
  readonly isForShow: boolean
}

/** Requests and environments as clients for APIs keep and export them: Postman, Insomnia, Hoppscotch, Thunder, HTTPie. */
const API_CLIENT =
  /"_type"\s{0,4}:\s{0,4}"export"|"__export_format"|schema\.getpostman\.com|"_postman_|"exportedBy"|"client"\s{0,4}:\s{0,4}"Thunder|insomnia\.rest\/|schema\.httpie\.io/

function isOfApiClient({ kind, bytes }: Layer): boolean {
  return kind === 'text' && API_CLIENT.test(bytes.toString('latin1', 0, 4096))
}

/** What a layer is to the credentials in it; worth asking only when there are some. */
export function findCredentialPlace(layer: Layer): CredentialPlace {
  const path = findLayerPath(layer)
  const purpose = settingsPurpose(path) ?? (isOfApiClient(layer) ? 'deployment' : null)
  const role = findMilderRole(layer)
  return { layer, path, purpose, role, isForShow: isSpecification(layer) || isForShow(role, purpose) }
}

/** Which message of the rule a credential is told with, by what gave it away and by where it is. */
export function chooseCredentialMessage(credential: FoundCredential, place: CredentialPlace) {
  const { by, offset } = credential
  const { layer, role } = place
  if (role === 'documentation' && by === 'record' && OFFICE_DOCUMENT.test(layer.entry.path)) return 'written'
  if (role === 'template' && by === 'record') return 'filled'
  const isLive = by === 'record' && role !== null && isHard(credential.value) && isLiveThere(place)
  if ((place.isForShow && !isLive) || isInDocumentation(layer, offset)) return 'shown'
  if (isForBrowsers(credential, place.path)) return 'client'
  if (/client_?secret$/i.test(credential.name) && isNativeClient(layer, offset)) return 'native'
  if (by === 'record' || by === 'header' || by === 'command' || by === 'argument') return by
  return by === 'environment' ? 'inlined' : chooseMessageForSetting(by, place.purpose)
}

/** What says in so many words that a file is of one running system. */
const FOR_ONE = /(?:^|[/._-])(?:prod|production|live|staging)[^/]*$|\.jmx$/i

/**
 * Whether a credential beside its host is as live in a folder of tests or documents: in a file for one deployment, and in
 * data that no reader of documents looks at, such as an export.
 */
function isLiveThere({ path, role, purpose, layer }: CredentialPlace): boolean {
  if (isSpecification(layer)) return false
  if (isForDeployment(purpose)) return role === 'documentation' || FOR_ONE.test(path) || isOfApiClient(layer)
  return role === 'documentation' && settingsSyntax(path) === 'data'
}

/** Characters before a credential in which a document says what its example is for. */
const SAID_BEFORE = 500
/** How pages of rules and guides to security lead to what nobody should write. */
const CALLED_BAD =
  /\b(?:bad|incorrect|wrong|invalid|unsafe|insecure|vulnerable|non-?compliant|anti-?pattern|avoid|violat\w+|hard-?coded|fail(?:s|ing|ure)?|don['’]?t|never|do not)\b|\u274c|\u26d4|\xe2\x9d\x8c/i

/** Whether a page of documents shows a credential as what nobody should write. */
export function isShownAsBad(layer: Layer, offset: number): boolean {
  if (settingsSyntax(findLayerPath(layer)) !== 'prose' || layer.kind !== 'text') return false
  return CALLED_BAD.test(layer.bytes.toString('latin1', Math.max(0, offset - SAID_BEFORE), offset))
}

function isHard(value: string): boolean {
  return isGenerated(value) || isMixed(value)
}

function chooseMessageForSetting(by: FoundCredential['by'], purpose: SettingsPurpose | null) {
  if (isForDeployment(purpose) || by === 'sealed') return 'setting'
  return by === 'live' && purpose !== 'development' ? 'live' : 'unsure'
}

const OFFICE_DOCUMENT = /\.(?:docx?|xlsx?|pptx?|od[tsp]|rtf|pdf|eml|msg)$/i
/** What CloudFormation and SAM call their documents is no template for others. */
const OF_CLOUD = /(?:^|\/)(?:[\w-]+[.-])?template\.(?:ya?ml|json)$/i

/** The role of the path where that makes a password milder; null everywhere else. */
function findMilderRole(layer: Layer): PathRole | null {
  const isOwn = OF_CLOUD.test(layer.entry.path) && /AWSTemplateFormatVersion|AWS::Serverless/.test(layer.text)
  if (isOwn && !/^(?:templates?|examples?|samples?)\//i.test(layer.entry.path)) return null
  return findSofteningAt('password', formatLayerChain(layer)) === null
    ? null
    : pathRole(formatLayerChain(layer))
}

/** Settings of a deployment are as real in a folder of documents. */
function isForShow(role: PathRole | null, purpose: SettingsPurpose | null): boolean {
  return role !== null && !(role === 'documentation' && isForDeployment(purpose))
}

/** Services that take reports of use from every installation: what is sent with them is known to all who have the code. */
const TAKES_REPORTS =
  /(?:^|\.)(?:google-analytics\.com|segment\.(?:io|com)|amplitude\.com|mixpanel\.com|posthog\.com|heap\.io|statsig\.com|rudderstack\.com|ingest\.sentry\.io)$/i

function isForBrowsers({ by, host }: FoundCredential, path: string): boolean {
  if (host === null || settingsSyntax(path) !== 'code') return false
  return by === 'setting' || (by === 'record' && TAKES_REPORTS.test(host))
}

function isForDeployment(purpose: SettingsPurpose | null): boolean {
  return purpose === 'secrets' || purpose === 'deployment'
}
