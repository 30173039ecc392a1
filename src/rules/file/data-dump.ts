import * as z from 'zod'
import { findLayerPath } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import { HASH_KEYWORDS } from '../../secrets/password-hashes.ts'
import { LISTS } from './content/data/data-file-names.ts'
import { findDataInFile } from './content/data/data-in-file.ts'
import { FLAG_KEYWORDS, recogniseFlags } from './content/data/feature-flags.ts'
import { findListOfHashes } from './content/data/list-of-hashes.ts'
import { recogniseModelData } from './content/data/model-data.ts'
import { PEOPLE_KEYWORDS } from './content/data/people-in-file.ts'
import { chooseMessageOfData, isShownData } from './content/data/shown-data.ts'

const REMEDY =
  'Leave the file out of the tarball. If it ever shipped, tell the people whose data it holds and replace the credentials in it.'

export default defineRule({
  meta: {
    id: 'file/data-dump',
    title: 'Databases, dumps and tables of people',
    why: 'A development database, a dump or an export holds what a system knows: users with their addresses and password hashes, sessions, messages. In a package everybody has it, forever, and the people it is about were never asked.',
    fix: 'Leave the file out: name what ships in `files` of package.json. Ship a schema or made-up rows where users need something to begin with.',
    severity: 'error',
    traits: { harm: 'people', remedy: 'leave-out', binds: 'content' },
    since: '0.2.0',
  },
  options: z.object({}),
  keywords: [...HASH_KEYWORDS, ...PEOPLE_KEYWORDS, ...FLAG_KEYWORDS],
  alwaysFor: ['text', 'binary'],
  messages: {
    rows: {
      what: '{kind} ships{holds}.',
      why: 'Anyone who installs the package can read what is in it.',
      fix: REMEDY,
    },
    store: {
      what: '{kind} ships{holds}.',
      why: 'Anyone who installs the package can read what programs kept in it, often deleted rows too.',
      fix: 'Leave it out of the tarball, unless users need its content: then rebuild it from what they need.',
      severity: { 'open-source': 'warning', proprietary: 'error' },
    },
    dictionary: {
      what: '{kind} ships{holds}.',
      why: 'Its columns name neither people nor credentials, but deleted rows may still be readable in it.',
      fix: 'Make sure that it is meant for users, and rebuilt for the release (`VACUUM INTO`).',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
    people: {
      what: 'A table of people ships: {rows|row|rows}, with columns such as {columns}.',
      why: 'Anyone who installs the package has the data of everybody in it.',
      fix: REMEDY,
      severity: { 'open-source': 'warning', proprietary: 'error' },
    },
    hashes: {
      what: '{hashes|password hash ships|password hashes ship} ({scheme}).',
      why: 'Anybody can try passwords against the hashes for as long as they like, unnoticed.',
      fix: REMEDY,
    },
    flags: {
      what: '{kind} ships.',
      why: 'It names features that are not announced yet, and who they are tested on.',
      fix: 'Leave it out of the tarball; make up the flags that a test needs.',
      severity: { 'open-source': 'off', proprietary: 'notice' },
    },
    taught: {
      what: 'The package has {kind} in it.',
      why: 'They often hold what customers wrote, or internal documents.',
      fix: 'Leave the file out of the tarball, unless it is made for users.',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
    shown: {
      what: '{kind} ships among tests or examples{holds}.',
      why: 'It is most likely made up; if it was taken from a real system, everybody can read it.',
      fix: 'Make sure that it is made up, or leave the folder out of the tarball.',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
  },
  layer(layer, context) {
    const isShown = isShownData(layer)
    const hashes = findListOfHashes(layer, context.hits)
    if (hashes !== null && isShown) {
      const data = { kind: 'A list of password hashes', holds: '' }
      context.report({ message: 'shown', data, at: hashes.at })
    } else if (hashes !== null) {
      const { count, scheme, at } = hashes
      context.report({ message: 'hashes', data: { hashes: count, scheme }, at })
    }
    if (layer.kind !== 'text' && layer.kind !== 'binary') return
    const isList = LISTS.test(findLayerPath(layer)) && !isShown
    const flags = isList ? recogniseFlags(layer.bytes, context.hits) : null
    if (flags !== null) context.report({ message: 'flags', data: { kind: flags }, at: { layer } })
    const data = findDataInFile(layer, context.hits)
    if (data === null) {
      const kind = isList ? recogniseModelData(layer.bytes) : null
      if (kind !== null) context.report({ message: 'taught', data: { kind }, at: { layer } })
      return
    }
    const { kind, rows, holds } = data
    const message = chooseMessageOfData(data, layer)
    if (message === 'people') context.report({ message, data: { rows, columns: holds }, at: { layer } })
    else
      context.report({ message, data: { kind, holds: holds === '' ? '' : `, with ${holds}` }, at: { layer } })
  },
})
