import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'
import { redact } from '../../secrets/redact.ts'
import { CODE_KEYWORDS } from '../../secrets/settings/find-credentials.ts'
import { chooseCredentialMessage, findCredentialPlace, isShownAsBad } from './content/credential-message.ts'
import { findCredentialsInLayer } from './content/credentials-in-layer.ts'

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
    argument: {
      confidence: 'likely',
      what: 'A real-looking password or key is written out as an argument of {name}.',
      why: 'Anyone who downloads the package can make the same call.',
      fix: ENVIRONMENT,
    },
    native: {
      confidence: 'likely',
      what: '{name}, for an application that runs on its users’ machines, has a value in the package.',
      why: 'Anyone who has the application has the value (RFC 8252, section 8.5), so it must not open anything by itself.',
      fix: 'Register the application as a public client with PKCE, which needs no secret.',
      severity: 'warning',
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
    const found = findCredentialsInLayer(layer, context.hits)
    if (found.length === 0) return
    const place = findCredentialPlace(layer)
    for (const credential of found) {
      const at = { layer, offset: credential.offset, evidence: redact(credential.value) }
      const { name, value: group } = credential
      const host = credential.host ?? ''
      const message = chooseCredentialMessage(credential, place)
      if (message === 'shown' && isShownAsBad(layer, credential.offset)) continue
      switch (message) {
        case 'header':
          context.report({ message, data: { scheme: name }, at, group })
          break
        case 'command':
          context.report({ message, data: { command: name }, at, group })
          break
        case 'record':
        case 'filled':
        case 'written':
        case 'client':
          context.report({ message, data: { name, host }, at, group })
          break
        default:
          context.report({ message, data: { name }, at, group })
      }
    }
  },
})
