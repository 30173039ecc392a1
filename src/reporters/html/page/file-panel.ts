import { formatBytes } from '../../../text/format-bytes.ts'
import { quoteShellWord } from '../../../text/shell-word.ts'
import type { PagePackage } from '../page-package.ts'
import { formatPlural, make, makeSentence } from './elements.ts'
import type { TreeNode } from './file-tree.ts'

/** Says of a file how large it is, what was found in it, why it is in the tarball, and what it was before. */
export function showFile(panel: HTMLElement, node: TreeNode, data: PagePackage, root: TreeNode): void {
  const { position, path, bytes } = node
  const found = data.found.find(([one]) => one === position)?.[2] ?? []
  const items = found.map(([text, id]) =>
    make('li', {}, id === null ? text : make('a', { href: `#${id}` }, text)),
  )
  const share = root.bytes === 0 ? 0 : (bytes / root.bytes) * 100
  const size = `${formatBytes(bytes)} (${formatPlural(bytes, 'byte')}), ${share < 0.1 ? 'less than 0.1' : share.toFixed(1)} % of the package`
  const reason = data.reasons.find(
    ([first, last]) => position !== null && first <= position && position <= last,
  )
  const rows: [string, (Node | string)[]][] = [
    ['Size', [size]],
    ['Found', items.length === 0 ? ['nothing'] : [make('ul', {}, ...items)]],
  ]
  if (reason !== undefined) rows.push(['Why it is in there', makeSentence(reason[2])])
  if (data.since !== null) rows.push([`Since ${data.since}`, [describeSince(node, data)]])
  const target = data.target === null ? '' : ` ${data.target}`
  rows.push(['Ask', [make('code', {}, `npx seaworthy why ${quoteShellWord(path)}${target}`)]])
  panel.replaceChildren(
    make('h3', {}, make('code', {}, path)),
    make(
      'dl',
      { class: 'facts' },
      ...rows.map(([name, value]) => make('div', {}, make('dt', {}, name), make('dd', {}, ...value))),
    ),
  )
}

function describeSince({ position, bytes }: TreeNode, { changed, changedIsAll }: PagePackage): string {
  const change = changed.find(([one]) => one === position)
  if (change === undefined)
    return changedIsAll ? 'as before' : 'not among the first changes, which are all that the report lists'
  if (change[1] === null) return 'new'
  return change[1] === bytes ? 'changed, of the same size' : `changed; it was ${formatBytes(change[1])}`
}
