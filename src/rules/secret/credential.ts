import * as z from 'zod'
import { type PathRole, pathRole, softened } from '../../knowledge/path-role.ts'
import { type SettingsPurpose, settingsPurpose, settingsSyntax } from '../../knowledge/settings-file.ts'
import { type Layer, layerChain, layerPath } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import { redact } from '../../secrets/redact.ts'
import {
  CODE_KEYWORDS,
  type FoundCredential,
  findInCode,
  findInSettings,
} from '../../secrets/settings/find-credentials.ts'
import { rememberingBytes } from '../../text/remember.ts'
import { isInDocumentation, isSpecification } from '../internal/content/context.ts'

/** Files of settings are short; what is longer is data, and is looked at around its keywords only. */
const MOST_SETTINGS_BYTES = 512 * 1024

const ENVIRONMENT =
  'Change it, read it from the environment or a secret store at run time, and leave the file out of the package.'

export default defineRule({
  meta: {
    id: 'secret/credential',
    title: 'Password, token or key',
    why: 'Most passwords have no recognizable form, but they are next to the host and the user they belong to, in a file made for one deployment, or in the header of a request. Anyone who reads that has everything a login needs.',
    fix: 'Change the credential. Read it from the environment or a secret store at run time, and keep files of settings for a deployment out of the package.',
    severity: 'error',
    traits: { harm: 'credential', setAside: 'never', binds: 'group' },
    since: '0.2.0',
  },
  options: z.object({}),
  keywords: CODE_KEYWORDS,
  alwaysFor: ['text'],
  messages: {
    record: {
      confidence: 'likely',
      what: '{name} has a real-looking value beside the host {host}.',
      why: 'Anyone who downloads the package has the credential and knows where it is used.',
      fix: ENVIRONMENT,
    },
    setting: {
      confidence: 'likely',
      what: '{name} has a real-looking value in a file of settings for one deployment.',
      why: 'Such a file belongs to one running system; anyone who downloads the package can log in to it.',
      fix: ENVIRONMENT,
    },
    live: {
      confidence: 'likely',
      what: '{name} has a real-looking value in a file of data.',
      why: 'A program wrote it or works with it; anyone who downloads the package can use it as well.',
      fix: ENVIRONMENT,
    },
    unsure: {
      confidence: 'possible',
      what: '{name} has a value that looks like a real credential.',
      why: 'If it opens anything, anyone who downloads the package can use it.',
      fix: ENVIRONMENT,
      severity: { 'open-source': 'warning', proprietary: 'error' },
    },
    inlined: {
      what: '{name} has a real-looking value among variables that the build wrote into the code.',
      why: 'Bundlers write down every variable that a plugin or a `define` gives them; anyone who downloads the package can read it.',
      fix: 'Change it now, and give the build the variables that the code needs by name.',
    },
    header: {
      confidence: 'likely',
      what: 'A request header with {scheme} credentials is written out in the package.',
      why: 'Anyone who downloads the package can send the same requests.',
      fix: ENVIRONMENT,
    },
    command: {
      confidence: 'likely',
      what: 'A password or key is written on a command line ({command}).',
      why: 'Anyone who downloads the package can run the same command.',
      fix: ENVIRONMENT,
    },
    filled: {
      confidence: 'likely',
      what: '{name} has a real-looking value beside the host {host}, in a template.',
      why: 'A template ships on purpose, so nobody looks for real values in it.',
      fix: 'Empty the value in the template, and change it where it is used.',
      severity: { 'open-source': 'warning', proprietary: 'error' },
    },
    written: {
      confidence: 'likely',
      what: '{name} has a real-looking value beside the host {host}, in a document of an office program.',
      why: 'People write logins down for each other there; anyone who downloads the package can read them.',
      fix: 'Change the credential, and leave the document out of the package.',
      severity: { 'open-source': 'warning', proprietary: 'error' },
    },
    client: {
      confidence: 'possible',
      what: '{name} has a generated value beside the address {host}.',
      why: 'Services give such keys to browsers too; one that is not restricted is used by anyone who finds it.',
      fix: 'Check what the key may do. If it is meant for servers, revoke it and read it from the environment.',
      severity: 'warning',
    },
    shown: {
      confidence: 'possible',
      what: '{name} has a real-looking value among tests, examples or documents.',
      why: 'It is most likely an example; if anything accepts it, everybody can use it.',
      fix: 'Make sure that nothing accepts it, and mark it as an example: `example-password`.',
      severity: 'warning',
    },
  },
  layer(layer, context) {
    const path = layerPath(layer)
    const found = credentialsIn(layer, path, context.hits)
    if (found.length === 0) return
    const purpose = settingsPurpose(path)
    const role = milderRole(layer)
    const isAllSoft = isSpecification(layer) || isForShow(role, purpose)
    for (const credential of found) {
      const at = { layer, offset: credential.offset, evidence: redact(credential.value) }
      const group = credential.value
      const { name, by } = credential
      const host = credential.host ?? ''
      const isSoft = isAllSoft || isInDocumentation(layer, credential.offset)
      if (role === 'documentation' && by === 'record' && OFFICE_DOCUMENT.test(layer.entry.path))
        context.report({ message: 'written', data: { name, host }, at, group })
      else if (role === 'template' && by === 'record')
        context.report({ message: 'filled', data: { name, host }, at, group })
      else if (isSoft) context.report({ message: 'shown', data: { name }, at, group })
      else if (isForBrowsers(credential, path))
        context.report({ message: 'client', data: { name, host }, at, group })
      else
        switch (by) {
          case 'record':
            context.report({ message: 'record', data: { name, host }, at, group })
            break
          case 'header':
            context.report({ message: 'header', data: { scheme: name }, at, group })
            break
          case 'command':
            context.report({ message: 'command', data: { command: name }, at, group })
            break
          case 'environment':
            context.report({ message: 'inlined', data: { name }, at, group })
            break
          default:
            context.report({ message: messageForSetting(by, purpose), data: { name }, at, group })
        }
    }
  },
})

function messageForSetting(by: FoundCredential['by'], purpose: SettingsPurpose | null) {
  if (isForDeployment(purpose) || by === 'sealed') return 'setting'
  return by === 'live' && purpose !== 'development' ? 'live' : 'unsure'
}

const OFFICE_DOCUMENT = /\.(?:docx?|xlsx?|pptx?|od[tsp]|rtf|pdf|eml|msg)$/i
/** What CloudFormation and SAM call their documents is no template for others. */
const OF_CLOUD = /(?:^|\/)(?:[\w-]+[.-])?template\.(?:ya?ml|json)$/i

/** The role of the path where that makes a password milder; null everywhere else. */
function milderRole(layer: Layer): PathRole | null {
  const isOwn = OF_CLOUD.test(layer.entry.path) && /AWSTemplateFormatVersion|AWS::Serverless/.test(layer.text)
  if (isOwn && !/^(?:templates?|examples?|samples?)\//i.test(layer.entry.path)) return null
  return softened('password', layerChain(layer)) === null ? null : pathRole(layerChain(layer))
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

function credentialsIn(layer: Layer, path: string, hits: Layer['hits']): FoundCredential[] {
  if (layer.kind === 'binary') return []
  const syntax = settingsSyntax(path)
  const purpose = layer.kind === 'text' ? settingsPurpose(path) : null
  const isSettings =
    layer.kind === 'text' && (purpose !== null || (syntax !== 'code' && syntax !== null && hits.length > 0))
  if (isSettings && syntax !== null && layer.bytes.length <= MOST_SETTINGS_BYTES)
    return findInSettings(layer.text, syntax, purpose)
  if (hits.length === 0) return []
  return layer.kind === 'original-source' ? inOriginalCode(layer.bytes, hits) : findInCode(layer.bytes, hits)
}

/** Original texts come again and again. */
const inOriginalCode = rememberingBytes(findInCode)
