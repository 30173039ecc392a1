import type { PackageReport } from '../../model/report.ts'
import { formatNumber } from '../../text/format-number.ts'
import { bytes, count, describePacked, formatPackageLabel } from '../phrases.ts'
import {
  renderBar,
  renderCode,
  renderFold,
  renderList,
  renderProse,
  renderTable,
  renderText,
} from './markup.ts'

/**
 * The picture of what is in the tarball. Its frame stands in the page, its content is drawn by the page's script from
 * the embedded data; the folders as a table need no script.
 */
export function renderTarball(packages: readonly PackageReport[]): string[] {
  const drawn = packages.filter(({ inventory }) => inventory !== null)
  const picture = drawn.length === 0 ? [] : [renderPictureFrame(drawn)]
  return [...picture, ...packages.map((one) => renderFolders(one, packages.length > 1))]
}

function renderPictureFrame(packages: readonly PackageReport[]): string {
  const options = packages.map(
    (one, index) => `<option value="${index}">${renderText(formatPackageLabel(one))}</option>`,
  )
  const choice =
    packages.length > 1
      ? `<label>Package <select id="drawn-package">${options.join('')}</select></label>`
      : ''
  return `<div id="picture" hidden>
<p class="soft">Area is bytes unpacked, colour is what was found. Open a folder or a file; arrow keys move, Enter opens, Escape goes back up.</p>
<div class="controls">${choice}<fieldset id="colours" hidden><legend class="sr">Colour</legend><label class="chip"><input type="radio" name="colour" value="found" checked> what was found</label><label class="chip"><input type="radio" name="colour" value="changed"> what changed</label></fieldset></div>
<nav id="crumbs" aria-label="Folder"></nav>
<div id="map" role="group" aria-label="Treemap of the tarball"></div>
<ul id="legend"></ul>
<div id="file" role="region" aria-live="polite" aria-label="Chosen file"></div>
<div class="controls"><label>Find a file <input type="search" id="find" placeholder="part of a path" autocomplete="off"></label><output id="found" for="find"></output></div>
<div class="scroll" id="files" tabindex="0" role="group" aria-label="Files"></div>
</div>`
}

function renderFolders(one: PackageReport, several: boolean): string {
  const { folders } = one.contents
  const total = folders.reduce((sum, folder) => sum + folder.bytes, 0)
  if (total === 0) return ''
  const rows = folders.map(({ path, files, bytes: size }) => [
    path === '' ? 'the root' : renderCode(`${path}/`),
    `<span class="drawn">${renderBar(size / total, 'size')}</span>`,
    formatNumber(files),
    bytes(size),
    `${Math.round((size / total) * 100)} %`,
  ])
  const name = several ? `${renderText(formatPackageLabel(one))}: ` : ''
  return renderFold(`${name}Size by folder`, renderTable(['Folder', '', 'Files', 'Unpacked', 'Share'], rows))
}

/** Which bytes were looked at, how they came about, and what to know of it. */
export function renderCircumstances(packages: readonly PackageReport[]): string[] {
  const [first] = packages
  if (first === undefined) return []
  if (packages.length === 1) return [renderFacts(first) + renderNotes(first.notes)]
  const ofAll = first.notes.filter((note) => packages.every(({ notes }) => notes.includes(note)))
  const parts = packages.map((one) => {
    const content = renderFacts(one) + renderNotes(one.notes.filter((note) => !ofAll.includes(note)))
    return content === '' ? '' : renderFold(renderText(formatPackageLabel(one)), content)
  })
  return [renderNotes(ofAll), ...parts]
}

function renderNotes(notes: readonly string[]): string {
  return notes.length === 0 ? '' : `<h4>Notes</h4>${renderList('notes', notes.map(renderProse))}`
}

function renderFacts(one: PackageReport): string {
  const { tarball } = one
  if (tarball === null) return ''
  const packed = describePacked(one)
  const facts = [
    ['Tarball', renderCode(tarball.filename)],
    [
      'Size',
      `${count(tarball.fileCount, 'file')}, ${bytes(tarball.size)} packed, ${bytes(tarball.unpackedSize)} unpacked`,
    ],
    ['Integrity', `<code>${renderText(tarball.integrity)}</code>`],
    ['SHA-256', `<code>${renderText(tarball.sha256)}</code>`],
    ...(packed === null ? [] : [['Made', renderProse(packed)]]),
    ['Profile', `${one.profile}, because ${renderProse(one.profileReason)}`],
    ['Fails on', one.failOn],
  ]
  return `<dl class="facts">${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('')}</dl>`
}
