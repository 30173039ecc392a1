import { MARKS, type Mark, type PagePackage } from '../page-package.ts'

/** A file or a folder of the tarball, with what is in it summed up. */
export interface TreeNode {
  readonly name: string
  /** Without a slash at the end; '' for the whole. */
  readonly path: string
  readonly parent: TreeNode | null
  /** Position among the package's files; null for a folder. */
  readonly position: number | null
  readonly children: TreeNode[]
  bytes: number
  files: number
  /** The gravest of what was found in it. */
  mark: Mark
  change: Change
}

/** How a file stands to the earlier release. A folder is `mixed` where its files are not all alike. */
export type Change = 'same' | 'new' | 'larger' | 'smaller' | 'mixed'

/** The folders of a package, largest child first. */
export function buildFileTree(data: PagePackage): TreeNode {
  const root = makeNode('', '', null, null)
  const folders = new Map<string, TreeNode>([['', root]])
  const marks = new Map(data.found.map(([position, mark]) => [position, mark]))
  const before = new Map(data.changed)
  data.files.forEach(([path, bytes], position) => {
    const at = path.lastIndexOf('/')
    const parent = findFolder(at === -1 ? '' : path.slice(0, at), folders, root)
    const file = makeNode(path.slice(at + 1), path, parent, position)
    file.bytes = bytes
    file.files = 1
    file.mark = marks.get(position) ?? 'none'
    const earlier = before.get(position)
    if (earlier !== undefined)
      file.change =
        earlier === null ? 'new' : bytes > earlier ? 'larger' : bytes < earlier ? 'smaller' : 'mixed'
    parent.children.push(file)
  })
  sumUp(root)
  return root
}

function findFolder(path: string, folders: Map<string, TreeNode>, root: TreeNode): TreeNode {
  const known = folders.get(path)
  if (known !== undefined) return known
  const missing: string[] = []
  let above = path
  let parent: TreeNode | undefined
  // Upward step by step rather than by calling itself: a hostile path may be thousands of folders deep.
  for (;;) {
    parent = folders.get(above)
    if (parent !== undefined) break
    missing.push(above)
    const at = above.lastIndexOf('/')
    above = at === -1 ? '' : above.slice(0, at)
  }
  for (const folder of missing.reverse()) {
    const created = makeNode(folder.slice(folder.lastIndexOf('/') + 1), folder, parent, null)
    parent.children.push(created)
    folders.set(folder, created)
    parent = created
  }
  return parent ?? root
}

function makeNode(name: string, path: string, parent: TreeNode | null, position: number | null): TreeNode {
  return { name, path, parent, position, children: [], bytes: 0, files: 0, mark: 'none', change: 'same' }
}

function sumUp(root: TreeNode): void {
  const order = [root]
  for (const one of order) for (const child of one.children) if (child.position === null) order.push(child)
  for (const folder of order.reverse()) {
    let change: Change | null = null
    for (const child of folder.children) {
      folder.bytes += child.bytes
      folder.files += child.files
      if (MARKS.indexOf(child.mark) > MARKS.indexOf(folder.mark)) folder.mark = child.mark
      change = change === null || change === child.change ? child.change : 'mixed'
    }
    folder.change = change ?? 'same'
    folder.children.sort((a, b) => b.bytes - a.bytes)
  }
}

/** Every file in a folder, at any depth. */
export function listFiles(folder: TreeNode): TreeNode[] {
  const open = [folder]
  for (const one of open) open.push(...one.children)
  return open.filter(({ position }) => position !== null)
}
