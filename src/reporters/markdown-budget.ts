import type { Finding } from '../model/report.ts'

/** What is kept first when there is not room for all. */
export const IMPORTANCE = {
  verdict: 0,
  blocking: 1,
  wayOn: 2,
  moreBlocking: 3,
  errors: 4,
  warnings: 5,
  circumstances: 6,
  notices: 7,
  contents: 8,
} as const

/** A block of a page: whole or not at all. */
export interface Block {
  readonly text: string
  readonly importance: (typeof IMPORTANCE)[keyof typeof IMPORTANCE]
  /** What is told here and nowhere else on the page. */
  readonly findings: readonly Finding[]
}

export interface Room {
  readonly limit: number
  /** Size of a text, in the unit of the limit. */
  readonly measure: (text: string) => number
}

const GAP = '\n\n'

/**
 * The blocks in their order, as many as there is room for, the most important first; `end` closes the page and tells
 * what was left out. No block is ever cut.
 * @param end must not become longer when less is left out
 */
export function fitBlocks(
  blocks: readonly Block[],
  end: (left: readonly Finding[]) => string,
  room: Room,
): string {
  const measureSize = (text: string): number => room.measure(text) + GAP.length
  const renderPage = (kept: readonly Block[], left: readonly Finding[]): string =>
    `${[...kept.map(({ text }) => text), end(left)].join(GAP)}\n`
  const whole = renderPage(blocks, [])
  if (room.measure(whole) <= room.limit) return whole

  let used = measureSize(end(blocks.flatMap(({ findings }) => findings)))
  const kept = new Set<Block>()
  for (const importance of Object.values(IMPORTANCE)) {
    const of = blocks.filter((block) => block.importance === importance)
    for (const block of of) {
      if (used + measureSize(block.text) > room.limit) continue
      kept.add(block)
      used += measureSize(block.text)
    }
    // Nothing duller is shown while a finding is left out.
    if (of.some((block) => block.findings.length > 0 && !kept.has(block))) break
  }
  const left = blocks.filter((block) => !kept.has(block)).flatMap(({ findings }) => findings)
  return renderPage(
    blocks.filter((block) => kept.has(block)),
    left,
  )
}
