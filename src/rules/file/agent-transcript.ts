import * as z from 'zod'
import { findSofteningAt } from '../../knowledge/path-role.ts'
import { findLayerPath, formatLayerChain } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import { recogniseTranscriptKind, TRANSCRIPT_KEYWORDS } from './content/transcript-kinds.ts'

const CODE = /\.(?:[cm]?[jt]sx?|vue|svelte|css|html?|py|rb|go|rs|map)$/i

export default defineRule({
  meta: {
    id: 'file/agent-transcript',
    title: 'Transcripts of coding agents',
    why: 'A transcript holds everything that was said to an agent and everything that it read: files that are not published, output of commands, names of hosts, now and then a password that somebody pasted. Tools keep it in the project.',
    fix: 'Delete it, and name what ships in `files` of package.json. Replace what credentials were shown to the agent.',
    severity: 'error',
    traits: { harm: 'source', remedy: 'leave-out', binds: 'content' },
    since: '0.2.0',
  },
  options: z.object({}),
  keywords: TRANSCRIPT_KEYWORDS,
  messages: {
    transcript: {
      what: '{kind} ships.',
      why: 'It holds what the agent was told and what it read, including files and the output of commands.',
      fix: 'Leave the file out of the tarball, and replace credentials that were shown to the agent.',
    },
    shown: {
      what: '{kind} ships among tests, examples or documents.',
      why: 'It is most likely there as an example; if it was recorded at work, everybody can read it.',
      fix: 'Make sure that it is made up, or leave it out of the tarball.',
      severity: 'warning',
    },
  },
  layer(layer, context) {
    if (layer.kind !== 'text' || CODE.test(findLayerPath(layer)) || context.hits.length === 0) return
    const kind = recogniseTranscriptKind(layer.bytes.toString('utf8', 0, 600_000))
    if (kind === null) return
    const role = findSofteningAt('record', formatLayerChain(layer))
    context.report({ message: role === null ? 'transcript' : 'shown', data: { kind }, at: { layer } })
  },
})
