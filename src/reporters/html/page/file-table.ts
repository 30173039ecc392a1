import { formatBytes } from '../../../text/format-bytes.ts'
import { findElement, formatPlural, make } from './elements.ts'
import { listFiles, type TreeNode } from './file-tree.ts'

/** Rows that are drawn at first, and with each press of the button. */
const ROWS = 50

/** The files of a folder, the largest first, that fit what the reader types. */
export class FileTable {
  readonly #choose: (node: TreeNode) => void
  readonly #search = findElement('find', HTMLInputElement)
  #files: readonly TreeNode[] = []
  #rows = ROWS

  constructor(choose: (node: TreeNode) => void) {
    this.#choose = choose
    this.#search?.addEventListener('input', () => {
      this.#rows = ROWS
      this.#draw()
    })
  }

  show(folder: TreeNode): void {
    this.#files = listFiles(folder).sort((a, b) => b.bytes - a.bytes)
    this.#rows = ROWS
    this.#draw()
  }

  #draw(): void {
    const words = (this.#search?.value ?? '').toLowerCase().split(/\s+/).filter(Boolean)
    const fitting =
      words.length === 0
        ? this.#files
        : this.#files.filter(({ path }) => words.every((word) => path.toLowerCase().includes(word)))
    const rows = fitting.slice(0, this.#rows).map((file) => {
      const button = make('button', { type: 'button' }, make('code', {}, file.path))
      button.addEventListener('click', () => {
        this.#choose(file)
        findElement('file', HTMLElement)?.scrollIntoView({ block: 'nearest' })
      })
      const mark =
        file.mark === 'none' ? '' : make('span', { class: `pill ${file.mark}` }, nameMark(file.mark))
      return make(
        'tr',
        {},
        make('th', { scope: 'row' }, button),
        make('td', {}, formatBytes(file.bytes)),
        make('td', {}, mark),
      )
    })
    const head = ['File', 'Unpacked', 'Found'].map((name) => make('th', { scope: 'col' }, name))
    const table = make(
      'table',
      { class: 'numbers' },
      make('thead', {}, make('tr', {}, ...head)),
      make('tbody', {}, ...rows),
    )
    const more = make('button', { type: 'button', class: 'more-rows' }, 'Show more')
    more.addEventListener('click', () => {
      this.#rows += ROWS * 4
      this.#draw()
    })
    findElement('files', HTMLElement)?.replaceChildren(table, ...(fitting.length > rows.length ? [more] : []))
    const output = findElement('found', HTMLOutputElement)
    if (output !== null) {
      const shown = rows.length < fitting.length ? `; the ${rows.length} largest are listed` : ''
      output.value = `${formatPlural(fitting.length, 'file')}${shown}`
    }
  }
}

function nameMark(mark: string): string {
  return mark === 'aside' ? 'set aside' : mark
}
