import * as z from 'zod'
import { isUnder, normaliseHost } from '../../knowledge/hosts.ts'
import { isTestData } from '../../knowledge/path-role.ts'
import { findLayerPath } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import { isProse } from './content/context.ts'
import { findServers, SERVER_KEYWORDS } from './content/servers.ts'

export default defineRule({
  meta: {
    id: 'internal/server',
    title: 'Servers with logins',
    why: 'Lists of known hosts, ssh settings and deployment scripts name the machines a company runs, their addresses and the accounts that may log in. An attacker starts with such a list.',
    fix: 'Leave operations scripts and ssh settings out of the package: name what ships in `files` of package.json.',
    severity: { 'open-source': 'notice', proprietary: 'warning' },
    traits: { harm: 'internals', remedy: 'leave-out', binds: 'said' },
    since: '0.2.0',
  },
  options: z.strictObject({
    allow: z
      .array(z.string().transform(normaliseHost))
      .default([])
      .describe('Hosts and domains that may be named, with all below them.')
      .meta({ stricter: 'fewer' }),
  }),
  messages: {
    server: {
      what: 'The file {file} names {servers|server|servers} with logins, among them {host}.',
      why: 'It tells where systems run and which accounts are used there.',
      fix: 'Leave the file out of the tarball, or take the address from the environment.',
    },
  },
  keywords: SERVER_KEYWORDS,
  layer(layer, context) {
    const path = findLayerPath(layer)
    if (layer.kind !== 'text' || isProse(layer) || isTestData(path)) return
    const servers = findServers(layer, context.hits).filter(
      ({ host }) => !isUnder(host, context.options.allow),
    )
    const first = servers[0]
    if (first === undefined) return
    context.report({
      message: 'server',
      data: { file: path, servers: new Set(servers.map(({ host }) => host)).size, host: first.host },
      at: { layer, offset: first.offset, evidence: first.host },
    })
  },
})
