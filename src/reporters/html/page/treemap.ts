import type { TreeNode } from './file-tree.ts'
import { type Rectangle, squarify } from './squarify.ts'

/** What is drawn: a file, the head of a folder, a folder as one, or small things of a folder together. */
export interface Cell extends Rectangle {
  readonly kind: 'file' | 'head' | 'whole' | 'small'
  /** The file or folder; of small things the folder that they are in. */
  readonly node: TreeNode
  readonly label: string
  readonly files: number
  readonly bytes: number
  readonly colour: string
}

/** The frame of a folder whose content is drawn. */
export type Frame = Rectangle

type Drawn = Omit<Cell, keyof Rectangle>

/** Pixels: below this area things are drawn together. */
const LEAST_AREA = 170
const HEAD = 18
const GAP = 2
/** A folder that is smaller is drawn as one. */
const LEAST = { width: 46, height: 44 }

/**
 * Lays out a folder within a width and a height, in pixels. The area bounds the number of cells; small things of one
 * colour are one cell, so that colours keep their share of it.
 */
export function layOut(
  folder: TreeNode,
  { width, height }: { readonly width: number; readonly height: number },
  colourOf: (node: TreeNode) => string,
): { cells: Cell[]; frames: Frame[] } {
  const cells: Cell[] = []
  const frames: Frame[] = []
  const open = [{ folder, within: { x: 0, y: 0, width, height } }]
  for (const { folder: one, within } of open) {
    const drawn = listParts(one, within.width * within.height, colourOf)
    const places = squarify(
      drawn.map(({ bytes }) => bytes),
      within,
    )
    for (const [index, part] of drawn.entries()) {
      const place = places[index]
      if (place === undefined) continue
      if (part.kind !== 'whole' || place.width < LEAST.width || place.height < LEAST.height) {
        cells.push({ ...place, ...part })
        continue
      }
      cells.push({ ...place, height: HEAD, ...part, kind: 'head' })
      frames.push(place)
      const inner = {
        x: place.x + GAP,
        y: place.y + HEAD,
        width: place.width - 2 * GAP,
        height: place.height - HEAD - GAP,
      }
      open.push({ folder: part.node, within: inner })
    }
  }
  return { cells, frames }
}

/** What is drawn of a folder, the largest first. */
function listParts(folder: TreeNode, area: number, colourOf: (node: TreeNode) => string): Drawn[] {
  const parts: Drawn[] = []
  const small = new Map<string, { files: number; bytes: number }>()
  for (const child of folder.children) {
    if (child.bytes === 0) continue
    const colour = colourOf(child)
    if ((child.bytes / folder.bytes) * area >= LEAST_AREA) {
      const [node, name] = joinSingleFolders(child)
      const { files, bytes } = node
      const isFile = node.position !== null
      parts.push({
        kind: isFile ? 'file' : 'whole',
        node,
        label: isFile ? name : `${name}/`,
        files,
        bytes,
        colour,
      })
      continue
    }
    const sum = small.get(colour) ?? { files: 0, bytes: 0 }
    sum.files += child.files
    sum.bytes += child.bytes
    small.set(colour, sum)
  }
  for (const [colour, { files, bytes }] of small)
    parts.push({
      kind: 'small',
      node: folder,
      label: `${files.toLocaleString('en-US')} small`,
      files,
      bytes,
      colour,
    })
  return parts.sort((a, b) => b.bytes - a.bytes)
}

/** Folders that hold nothing but one folder are drawn as one: `dist/esm`. */
function joinSingleFolders(node: TreeNode): [TreeNode, string] {
  let end = node
  let name = node.name
  for (;;) {
    const [only, other] = end.children
    if (only === undefined || other !== undefined || only.position !== null) return [end, name]
    end = only
    name += `/${only.name}`
  }
}
