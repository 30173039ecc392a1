import type { PagePackage } from '../page-package.ts'
import { showDaysLeft } from './days-left.ts'
import { findElement } from './elements.ts'
import { filterFindings, openNamed } from './filter-findings.ts'
import { TarballView } from './tarball-view.ts'

/** What the page's script does once the page is there. */
function start(): void {
  filterFindings()
  showDaysLeft(Date.now())
  drawTarball()
  window.addEventListener('hashchange', openNamed)
  openNamed()
  openForPaper()
}

function drawTarball(): void {
  const data: PagePackage[] = JSON.parse(findElement('data', HTMLElement)?.textContent ?? '[]')
  const picture = findElement('picture', HTMLElement)
  const map = findElement('map', HTMLElement)
  const [first] = data
  if (picture === null || map === null || first === undefined) return
  picture.hidden = false
  const view = new TarballView(map, first)
  const choice = findElement('drawn-package', HTMLSelectElement)
  choice?.addEventListener('change', () => view.show(data[Number(choice.value)] ?? first))
}

/** On paper nothing can be unfolded: what is folded opens for it, and closes again. */
function openForPaper(): void {
  let opened: HTMLDetailsElement[] = []
  window.addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details')].filter(({ open }) => !open)
    for (const details of opened) details.open = true
  })
  window.addEventListener('afterprint', () => {
    for (const details of opened) details.open = false
  })
}

start()
