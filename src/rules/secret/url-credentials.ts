import * as z from 'zod'
import { findSofteningAt, pathRole } from '../../knowledge/path-role.ts'
import { settingsSyntax } from '../../knowledge/settings-file.ts'
import { findLayerPath, formatLayerChain, type Layer } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import { redact } from '../../secrets/redact.ts'
import { isGenerated, isMixed } from '../../secrets/settings/setting-values.ts'
import {
  findUrlCredentials,
  findUrlHeed,
  URL_KEYWORDS,
  type UrlCredentials,
} from '../../secrets/url-credentials.ts'
import { isInDocumentation, isSpecification, standsInComment } from '../internal/content/context.ts'

export default defineRule({
  meta: {
    id: 'secret/url-credentials',
    title: 'Password or token in a URL',
    why: 'A URL with a user and a password, or with a token, opens what it names to everybody who reads it: databases, message queues, private registries and repositories.',
    fix: 'Change the password or revoke the token, and read the URL from the environment at run time.',
    severity: 'error',
    traits: { harm: 'credential', setAside: 'never', binds: 'group' },
    since: '0.1.0',
  },
  options: z.object({}),
  keywords: URL_KEYWORDS,
  heeds: findUrlHeed,
  messages: {
    password: {
      confidence: 'likely',
      what: 'A {scheme} URL with a password is in the package.',
      why: 'Anyone who downloads the package can log in to {host}.',
      fix: 'Change the password, and read the URL from the environment at run time.',
    },
    token: {
      confidence: 'likely',
      what: 'A {scheme} URL with a token in place of the user is in the package.',
      why: 'Anyone who downloads the package can use it at {host}.',
      fix: 'Revoke the token, and let the client take it from the environment.',
    },
    query: {
      confidence: 'likely',
      what: 'A {scheme} URL with a token or signature among its parameters is in the package.',
      why: 'Anyone who downloads the package can open what it opens at {host}.',
      fix: 'Revoke the token or signature, and create the URL at run time.',
    },
    weak: {
      confidence: 'possible',
      what: 'A {scheme} URL with a login for {host} is in the package.',
      why: 'If it is more than an example, anyone who downloads the package can log in with it.',
      fix: 'If it is an example, use a host such as example.com. Otherwise change the password and read the URL from the environment.',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
    shown: {
      confidence: 'possible',
      what: 'A {scheme} URL with a login for {host} is among tests, examples, documents or comments.',
      why: 'It is most likely an example; if {host} accepts it, everybody can log in.',
      fix: 'Use a host such as example.com in examples, or change the password.',
      severity: 'warning',
    },
  },
  layer(layer, context) {
    const isShown = findSofteningAt('password', formatLayerChain(layer)) !== null
    for (const found of findUrlCredentials(layer.bytes, context.hits)) {
      const { scheme, host, password, offset, part } = found
      // A login that nobody makes up for showing is as real behind a comment's sign.
      const isComment =
        layer.kind !== 'binary' &&
        !isGenerated(password) &&
        standsInComment(layer, offset) &&
        !(isMixed(password) && !isInDocumentation(layer, offset))
      context.report({
        message:
          (isShown && !isLiveInDocuments(layer, password)) || isComment
            ? found.grade === 'weak'
              ? 'weak'
              : 'shown'
            : chooseMessage(found),
        data: { scheme, host },
        at: { layer, offset, evidence: redact(password) },
        group: `${part} ${scheme} ${host} ${password}`,
      })
    }
  },
})

/** Whether a login is as live among documents: one that nobody makes up, in data, which no reader of documents looks at. */
function isLiveInDocuments(layer: Layer, password: string): boolean {
  if (
    pathRole(formatLayerChain(layer)) !== 'documentation' ||
    settingsSyntax(findLayerPath(layer)) !== 'data'
  )
    return false
  return (
    (isGenerated(password) || isMixed(password)) &&
    !/\.txt$/i.test(findLayerPath(layer)) &&
    !isSpecification(layer)
  )
}

function chooseMessage({ grade, part }: UrlCredentials) {
  return grade === 'weak' ? 'weak' : part
}
