import type { Entry } from '../model/entry.ts'
import type { Layer } from '../model/layer.ts'
import type { Limits } from '../model/limits.ts'
import type { Unseen, UnseenReason } from '../model/unseen.ts'
import { makeUnseen } from '../tarball/unseen-log.ts'
import type { ArchiveMember } from './archives/archive-member.ts'
import { ExpansionBudget, ExpansionPool } from './archives/expansion-budget.ts'
import { createLayer } from './create-layer.ts'
import type { KeywordSearch } from './keyword-search.ts'
import { KnownTexts } from './known-texts.ts'
import { EncodedTexts } from './maps/encoded-texts.ts'

export interface LayerTools {
  readonly search: KeywordSearch
  readonly limits: Limits
  /** Told of what could not be looked at: a limit that was reached, an archive that breaks off. */
  unseen(part: Unseen): void
}

/** Bytes to be read and where they stand. */
export interface Source {
  readonly content: Buffer
  /** Path or name that tells the file's type. */
  readonly name: string
  readonly trail: readonly string[]
  readonly parent: Layer | null
  /** Archives and maps opened to get here. */
  readonly depth: number
}

/** Why something inside an entry could not be opened. */
export type Failure = 'limit' | 'corrupt' | 'unsupported' | 'sealed'

/** What a failure is called, as a reason and a clause. */
export const FAILURE_WORDS: Readonly<Record<Failure, readonly [UnseenReason, string]>> = {
  limit: ['limit', 'it unpacks to more than the limits allow'],
  corrupt: ['damaged', 'it is an archive or a compressed copy that cannot be unpacked'],
  unsupported: ['no-reader', 'it is packed by a method that cannot be undone here'],
  sealed: ['sealed', 'it is encrypted'],
}

/** What the readers of a package share. One package has one set of tools. */
interface Shared {
  readonly pool: ExpansionPool
  readonly texts: KnownTexts
  readonly encodedTexts: EncodedTexts
}

const SHARED = new WeakMap<LayerTools, Shared>()

function findShared(tools: LayerTools): Shared {
  const known = SHARED.get(tools)
  if (known !== undefined) return known
  const texts = new KnownTexts((bytes) => tools.search.search(bytes))
  const shared = { pool: new ExpansionPool(), texts, encodedTexts: new EncodedTexts() }
  SHARED.set(tools, shared)
  return shared
}

/** What the readers of one entry share. */
export class Reading {
  readonly entry: Entry
  readonly tools: LayerTools
  readonly budget: ExpansionBudget
  /** Original texts that were met in the package. */
  readonly texts: KnownTexts
  /** The same as they stand in maps. */
  readonly encodedTexts: EncodedTexts
  readonly visit: (layer: Layer) => void
  /** Reads bytes of any kind; the readers call each other through it. */
  readonly read: (source: Source) => void

  constructor(
    entry: Entry,
    tools: LayerTools,
    { visit, read }: { visit: (layer: Layer) => void; read: (reading: Reading, source: Source) => void },
  ) {
    this.entry = entry
    this.tools = tools
    const { pool, texts, encodedTexts } = findShared(tools)
    this.texts = texts
    this.encodedTexts = encodedTexts
    this.budget = new ExpansionBudget(entry.content.length, tools.limits, pool)
    this.visit = visit
    this.read = (source) => read(this, source)
  }

  /** Something inside `parent`, one level deeper than `source`. */
  readMember(content: Buffer, name: string, source: Source, parent: Layer): void {
    this.read({ content, name, trail: [...parent.trail, name], parent, depth: source.depth + 1 })
  }

  /** The members of an archive; those beyond the limit are told of as not seen. */
  readMembers(members: Iterable<ArchiveMember>, source: Source, parent: Layer): void {
    const { entries } = this.tools.limits
    let count = 0
    for (const { content, name } of members) {
      count += 1
      if (count > entries) {
        this.reportTooMany(source)
        return
      }
      this.readMember(content, name, source, parent)
    }
  }

  reportTooMany({ content: bytes, trail }: Source): void {
    const { entries } = this.tools.limits
    this.reportUnseen('limit', `it has more than ${entries} entries (limit \`entries\`)`, { bytes, trail })
  }

  /** What an archive holds is searched file by file, not a second time as its own bytes. */
  visitContainer({ content: bytes, trail, parent }: Source): Layer {
    const layer = createLayer({ kind: 'binary', entry: this.entry, trail, parent, bytes, hits: [] })
    this.visit(layer)
    return layer
  }

  isTooDeep(depth: number, bytes: Buffer, trail: readonly string[]): boolean {
    const most = this.tools.limits.depth
    if (depth <= most) return false
    this.reportUnseen(
      'limit',
      `it lies deeper than ${most} archives and maps inside each other (limit \`depth\`)`,
      {
        bytes,
        trail,
      },
    )
    return true
  }

  reportFailed(failure: Failure, bytes: Buffer, trail: readonly string[]): void {
    const [reason, detail] = FAILURE_WORDS[failure]
    this.reportUnseen(reason, detail, { bytes, trail })
  }

  reportUnseen(reason: UnseenReason, detail: string, at: { bytes: Buffer; trail: readonly string[] }): void {
    const place = { path: this.entry.path, trail: at.trail }
    this.tools.unseen(makeUnseen(place, reason, detail, at.bytes))
  }
}
