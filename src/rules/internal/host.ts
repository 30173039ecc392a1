import * as z from 'zod'
import { isUnder, normaliseHost } from '../../knowledge/hosts.ts'
import { defineRule } from '../../model/rule.ts'
import { standsInComment } from './content/context.ts'
import { HOST_KEYWORDS, readHostAt } from './content/host-at.ts'
import { chooseHostMessage, isQuietAboutHosts } from './content/host-message.ts'

const domain = z
  .string()
  .regex(
    /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i,
    'A domain is a name like "corp.acme.com": no scheme, no path, no port, no pattern.',
  )
  .transform(normaliseHost)

export default defineRule({
  meta: {
    id: 'internal/host',
    title: 'Internal host',
    why: 'The address of an internal system does nothing for users and tells others how a network is laid out and what runs in it. In shipped code it usually means that a setting of the build ended up in the bundle.',
    fix: 'Take the address from the environment where the code runs. List domains that must never ship in the option `domains`.',
    severity: { 'open-source': 'notice', proprietary: 'warning' },
    traits: { harm: 'internals', binds: 'said' },
    since: '0.1.0',
  },
  options: z.object({
    domains: z
      .array(domain)
      .default([])
      .describe('Domains that must not show in the package, with all below them.')
      .meta({ stricter: 'more' }),
    allow: z
      .array(domain)
      .default([])
      .describe('Domains that may, with all below them.')
      .meta({ stricter: 'fewer' }),
  }),
  messages: {
    internal: {
      what: 'The code names the internal host {host}.',
      why: 'It shows how that network is laid out and does nothing for users.',
      fix: 'Take the address from the environment where the code runs.',
    },
    insiders: {
      what: 'The code names the host {host}, which looks internal by its name.',
      why: 'It shows how a company names its systems, and does nothing for users.',
      fix: 'Take the address from the environment where the code runs, or allow the domain if users need it.',
    },
    configured: {
      what: 'The package names the host {host}, which must not ship.',
      why: 'The configuration forbids the domain {domain}.',
      fix: 'Take the address from the environment where the code runs, or remove the text.',
      severity: { 'open-source': 'warning', proprietary: 'error' },
    },
  },
  keywords: ({ domains }) => [...HOST_KEYWORDS, ...z.array(z.string()).parse(domains)],
  layer(layer, context) {
    const { domains, allow } = context.options
    const isQuiet = isQuietAboutHosts(layer)
    const seen = new Set<number>()
    for (const { offset, keyword } of context.hits) {
      const isDomain = domains.includes(keyword)
      if (isQuiet && !isDomain) continue
      const found = readHostAt(layer, /^\W/.test(keyword) ? offset + keyword.search(/\w/) : offset)
      if (found === null || seen.has(found.start) || isUnder(found.host, allow)) continue
      const { host, start } = found
      const at = { layer, offset: start }
      const domain = isDomain ? domains.find((one) => isUnder(host, [one])) : undefined
      const message = isQuiet || isDomain ? null : chooseHostMessage(layer, found)
      if (domain !== undefined) context.report({ message: 'configured', data: { host, domain }, at })
      else if (message !== null && !standsInComment(layer, start))
        context.report({ message, data: { host }, at })
      else continue
      seen.add(start)
    }
  },
})
