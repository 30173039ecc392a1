import * as z from 'zod'
import { isBuildMachinePath } from '../../knowledge/build-machines.ts'
import type { Layer } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import { pickMostTelling } from '../source-map/content/telling-names.ts'
import { listSourcesOfBuildInfo } from './content/build-info-sources.ts'
import {
  type BuildState,
  mayBeBuildState,
  recogniseBuildState,
  STATE_MEMBERS,
} from './content/build-state-kind.ts'

/** A path with a home folder or a drive, as JSON writes it. */
const MACHINE_PATH =
  /"(?:file:\/\/)?((?:\/(?:Users|home|root|builds?|workspaces?|private|__w|codebuild)\/[^"\\/]+|[A-Za-z]:(?:\/|\\\\)[^"\\/]+)[^"]{0,200})"/g

/** Paths that are looked at. */
const MOST_PATHS = 10_000
/** State of a large build; beyond it only the beginning is judged. */
const LARGEST = 64 * 1024 ** 2

export default defineRule({
  meta: {
    id: 'source/build-state',
    title: 'Leftover build state',
    why: 'Build information, bundle statistics and caches list every source file, its size, its imports and often its text. Only the next build needs them.',
    fix: 'Write them outside of the folder that is published (`tsBuildInfoFile`, `--metafile`, `profile`), or leave them out in `files` of package.json.',
    severity: { 'open-source': 'warning', proprietary: 'error' },
    traits: { harm: 'source', remedy: 'leave-out' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    state: {
      what: 'Left over from the build: {kind}.',
      why: 'It lists your source files and how they depend on each other.',
      fix: 'Write it outside of the folder that is published.',
    },
    'build-info': {
      what: 'Left over from the build: {kind}.',
      why: 'It lists your source files by name. Only the next build needs it.',
      fix: 'Write it outside of the folder that is published (`tsBuildInfoFile`).',
      severity: 'warning',
    },
    names: {
      what: 'Left over from the build: {kind}. It names {files|source file|source files} that the package does not hold in any form, among them {named}.',
      why: 'The names show what the product is made of, including parts that do not ship.',
      fix: 'Write it outside of the folder that is published (`tsBuildInfoFile`).',
      severity: { 'open-source': 'warning', proprietary: 'error' },
    },
    'machine-paths': {
      what: 'Left over from the build, with absolute paths of the machine that made it: {kind}.',
      why: 'It lists your source files and tells how the build machine is laid out.',
      fix: 'Write it outside of the folder that is published.',
      severity: 'error',
    },
  },
  keywords: STATE_MEMBERS,
  layer(layer, context) {
    const members = new Set(context.hits.map(({ keyword }) => keyword))
    const kind = mayBeBuildState(layer.bytes, members) ? recogniseState(layer) : null
    if (kind === null) return
    const match = findMachinePath(layer.text)
    if (match === null && kind === 'TypeScript build info')
      context
        .memory(() => [] as BuildInfo[])
        .push({
          path: layer.entry.path,
          trail: layer.trail,
          sources: listSourcesOfBuildInfo(parseState(layer)),
        })
    else if (match === null) context.report({ message: 'state', data: { kind }, at: { layer } })
    else {
      const offset = Buffer.byteLength(layer.text.slice(0, match.index)) + 1
      context.report({
        message: 'machine-paths',
        data: { kind },
        at: [{ layer, offset, evidence: match[1]?.slice(0, 120) ?? '' }],
      })
    }
  },
  package(facts, context) {
    const stems = new Set([...facts.byPath.keys()].map(readStem))
    for (const { path, trail, sources } of context.memory(() => [] as BuildInfo[])) {
      const kind = 'TypeScript build info'
      const absent = sources.filter((source) => !stems.has(readStem(source)))
      const at = [{ path, trail }]
      if (absent.length === 0) context.report({ message: 'build-info', data: { kind }, at })
      else
        context.report({
          message: 'names',
          data: { kind, files: absent.length, named: pickMostTelling(absent, NAMED) },
          at,
        })
    }
  },
})

/** Names in the message. */
const NAMED = 3

interface BuildInfo {
  readonly path: string
  readonly trail: readonly string[]
  readonly sources: readonly string[]
}

/** What a file is called in every form that a build gives it: `src/a.test.ts` and `dist/a.test.d.ts` alike. */
function readStem(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  return name.replace(/(?:\.d)?\.[cm]?[jt]sx?(?:\.map)?$/, '')
}

/** The first path of somebody's machine; the folders of build services are the same for everybody. */
function findMachinePath(text: string): RegExpMatchArray | null {
  let looked = 0
  for (const match of text.matchAll(MACHINE_PATH)) {
    if (!isBuildMachinePath((match[1] ?? '').replaceAll('\\\\', '/'))) return match
    looked += 1
    if (looked === MOST_PATHS) break
  }
  return null
}

/** What stands before JSON that is carried in a script. */
const ASSIGNED =
  /^\s*(?:module\.exports|export default|(?:window|globalThis|self)\.[\w$.]+|(?:const|let|var)\s+[\w$]+)\s*=?\s*(?=[[{])/

function recogniseState(layer: Layer): BuildState | null {
  const json = parseState(layer)
  return json === null ? null : recogniseBuildState(json)
}

function parseState(layer: Layer): unknown {
  const { kind, bytes } = layer
  if (kind !== 'text' || bytes.length > LARGEST) return null
  const head = bytes.toString('latin1', 0, 256)
  const lead = ASSIGNED.exec(head)?.[0].length ?? 0
  if (lead === 0 && !/^\s*[[{]/.test(head)) return null
  try {
    return JSON.parse(lead === 0 ? layer.text : layer.text.slice(lead).replace(/[;\s]+$/, ''))
  } catch {
    return null
  }
}
