import { formatBytes } from '../../../text/format-bytes.ts'
import type { PagePackage } from '../page-package.ts'
import { findElement, formatPlural, make } from './elements.ts'
import { showFile } from './file-panel.ts'
import { FileTable } from './file-table.ts'
import { buildFileTree, listFiles, type TreeNode } from './file-tree.ts'
import { type Cell, layOut } from './treemap.ts'

const LEGENDS = {
  found: [
    ['unseen', 'not looked at'],
    ['error', 'error'],
    ['warning', 'warning'],
    ['notice', 'notice'],
    ['aside', 'set aside'],
    ['none', 'nothing found'],
  ],
  changed: [
    ['new', 'new'],
    ['larger', 'larger'],
    ['smaller', 'smaller'],
    ['mixed', 'changed or mixed'],
    ['same', 'as before'],
  ],
} as const
const SIGNS: Readonly<Record<string, string>> = {
  unseen: '? ',
  error: '✖ ',
  warning: '▲ ',
  notice: 'ℹ ',
  new: '+ ',
}

/** The picture of one package's tarball, the file that is chosen in it, and the table of its files. */
export class TarballView {
  readonly #map: HTMLElement
  #data: PagePackage
  #root: TreeNode
  #at: TreeNode
  #colour: keyof typeof LEGENDS = 'found'
  #chosen: TreeNode | null = null
  #cells: readonly Cell[] = []
  /** Of each cell, in the same order. */
  #buttons: HTMLButtonElement[] = []
  readonly #table: FileTable

  constructor(map: HTMLElement, data: PagePackage) {
    this.#map = map
    this.#data = data
    this.#root = buildFileTree(data)
    this.#at = this.#root
    this.#table = new FileTable((node) => this.#choose(node))
    map.addEventListener('keydown', (event) => this.#handleKey(event))
    for (const radio of document.querySelectorAll<HTMLInputElement>('#colours input'))
      radio.addEventListener('change', () => {
        this.#colour = radio.value === 'changed' ? 'changed' : 'found'
        this.#drawAll()
      })
    new ResizeObserver(() => this.#draw()).observe(map)
    this.show(data)
  }

  /** Shows another package. */
  show(data: PagePackage): void {
    this.#data = data
    this.#root = buildFileTree(data)
    this.#at = this.#root
    this.#chosen = null
    const colours = findElement('colours', HTMLElement)
    if (colours !== null) colours.hidden = data.since === null
    if (data.since === null) this.#colour = 'found'
    findElement('file', HTMLElement)?.replaceChildren()
    this.#table.show(this.#root)
    this.#drawAll()
  }

  #drawAll(): void {
    const files = new Map<string, number>()
    for (const file of listFiles(this.#root)) {
      const colour = this.#chooseColour(file)
      files.set(colour, (files.get(colour) ?? 0) + 1)
    }
    const legend = LEGENDS[this.#colour].flatMap(([kind, text]) => {
      const number = files.get(kind) ?? 0
      return number === 0 ? [] : [make('li', { class: kind }, `${text}: ${formatPlural(number, 'file')}`)]
    })
    findElement('legend', HTMLElement)?.replaceChildren(...legend)
    this.#drawCrumbs()
    this.#draw()
  }

  #chooseColour(node: TreeNode): string {
    return this.#colour === 'found' ? node.mark : node.change
  }

  #drawCrumbs(): void {
    const trail: TreeNode[] = []
    for (let node: TreeNode | null = this.#at; node !== null; node = node.parent) trail.unshift(node)
    const crumbs = trail.map((node, index) => {
      const name = node.parent === null ? this.#data.label : `${node.name}/`
      if (index === trail.length - 1)
        return make(
          'span',
          { 'aria-current': 'true' },
          `${name}  ${formatPlural(node.files, 'file')}, ${formatBytes(node.bytes)}`,
        )
      const button = make('button', { type: 'button' }, name)
      button.addEventListener('click', () => this.#enter(node))
      return button
    })
    findElement('crumbs', HTMLElement)?.replaceChildren(...crumbs)
  }

  #draw(): void {
    const { clientWidth: width, clientHeight: height } = this.#map
    if (width === 0) return
    const hasFocus = this.#map.contains(document.activeElement)
    const { cells, frames } = layOut(this.#at, { width, height }, (node) => this.#chooseColour(node))
    const formatPercent = (value: number): string => `${((value / width) * 100).toFixed(3)}%`
    const put = (element: HTMLElement, place: Cell | (typeof frames)[number]): void => {
      element.style.left = formatPercent(place.x)
      element.style.width = formatPercent(place.width)
      element.style.top = `${place.y}px`
      element.style.height = `${place.height}px`
    }
    const boxes = frames.map((frame) => {
      const box = make('div', { class: 'frame' })
      put(box, frame)
      return box
    })
    this.#cells = cells
    this.#buttons = cells.map((cell) => {
      const button = this.#makeButton(cell)
      put(button, cell)
      return button
    })
    this.#map.replaceChildren(...boxes, ...this.#buttons)
    const [first] = this.#buttons
    if (first !== undefined) first.tabIndex = 0
    if (hasFocus) first?.focus()
  }

  #makeButton(cell: Cell): HTMLButtonElement {
    const { kind, node, colour, label, files } = cell
    const chosen = kind === 'file' && node === this.#chosen ? ' chosen' : ''
    const button = make('button', {
      type: 'button',
      class: `cell ${kind} ${colour}${chosen}`,
      tabindex: '-1',
    })
    const size = formatBytes(cell.bytes)
    const many = kind === 'file' ? '' : `${formatPlural(files, 'file')}, `
    const found = LEGENDS[this.#colour].find(([name]) => name === colour)?.[1] ?? colour
    const folder = kind === 'small' ? node.path : (node.parent?.path ?? '')
    const where = folder === '' ? '' : `, in ${folder}`
    const hasRoom = cell.width > 34 && cell.height > 14
    const hasSize = kind === 'head' ? cell.width > 150 : cell.height > 34 && cell.width > 52
    const sign = kind === 'head' ? '' : (SIGNS[colour] ?? '')
    // What there is no room for is said all the same.
    const parts = [
      hasRoom ? make('span', {}, sign + label) : '',
      hasRoom && hasSize ? make('small', {}, ` ${size}`) : '',
      make(
        'span',
        { class: 'sr' },
        `${hasRoom ? '' : label}${hasRoom && hasSize ? '' : ` ${size}`}, ${many}${found}${where}`,
      ),
    ]
    button.append(...parts)
    button.title = `${kind === 'small' ? `${label} in ${this.#readName(node)}` : this.#readName(node)}\n${many}${size}, ${found}`
    button.addEventListener('click', () => this.#open(cell))
    button.addEventListener('focus', () => {
      for (const other of this.#buttons) other.tabIndex = other === button ? 0 : -1
    })
    return button
  }

  #readName({ path }: TreeNode): string {
    return path === '' ? this.#data.label : path
  }

  #open({ kind, node }: Cell): void {
    if (kind === 'file') this.#choose(node)
    else if (node === this.#at) findElement('files', HTMLElement)?.scrollIntoView({ block: 'nearest' })
    else this.#enter(node)
  }

  #enter(node: TreeNode): void {
    this.#at = node
    this.#table.show(node)
    this.#drawAll()
    this.#buttons[0]?.focus()
  }

  #choose(node: TreeNode): void {
    this.#chosen = node
    const panel = findElement('file', HTMLElement)
    if (panel !== null) showFile(panel, node, this.#data, this.#root)
    this.#buttons.forEach((button, index) => {
      const cell = this.#cells[index]
      button.classList.toggle('chosen', cell?.kind === 'file' && cell.node === node)
    })
  }

  #handleKey(event: KeyboardEvent): void {
    const { key } = event
    if (key === 'Escape' && this.#at.parent !== null) {
      event.preventDefault()
      this.#enter(this.#at.parent)
      return
    }
    const direction = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key]
    const from = this.#buttons.find((button) => button === document.activeElement)
    if (direction === undefined || from === undefined) return
    event.preventDefault()
    findNearest(from, this.#buttons, direction[0] ?? 0, direction[1] ?? 0)?.focus()
  }
}

/** The nearest in a direction; what lies off to the side counts as farther away. */
function findNearest(
  from: HTMLElement,
  all: readonly HTMLElement[],
  x: number,
  y: number,
): HTMLElement | null {
  const measureCentre = (element: HTMLElement): [number, number] => [
    element.offsetLeft + element.offsetWidth / 2,
    element.offsetTop + element.offsetHeight / 2,
  ]
  const [fromX, fromY] = measureCentre(from)
  let best: HTMLElement | null = null
  let least = Number.POSITIVE_INFINITY
  for (const element of all) {
    const [toX, toY] = measureCentre(element)
    const ahead = (toX - fromX) * x + (toY - fromY) * y
    const aside = Math.abs((toX - fromX) * y) + Math.abs((toY - fromY) * x)
    const distance = ahead + 2 * aside
    if (element === from || ahead <= 1 || distance >= least) continue
    best = element
    least = distance
  }
  return best
}
