import { findElement, formatPlural } from './elements.ts'

/** Lets the reader search and filter the findings. */
export function filterFindings(): void {
  const form = findElement('filter', HTMLFormElement)
  if (form === null) return
  const search = findElement('search', HTMLInputElement)
  const choice = findElement('of-package', HTMLSelectElement)
  const unfold = findElement('unfold', HTMLButtonElement)
  const output = findElement('shown', HTMLOutputElement)
  const none = findElement('none', HTMLElement)
  const cards = [...document.querySelectorAll<HTMLDetailsElement>('#findings details.card')]
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[name=level]')]
  const countFindings = (card: HTMLElement): number => Number(card.dataset.findings)
  const all = cards.reduce((sum, card) => sum + countFindings(card), 0)
  const texts = new Map<HTMLElement, string>()
  const readText = (card: HTMLElement): string => {
    const text = texts.get(card) ?? (card.textContent ?? '').toLowerCase()
    texts.set(card, text)
    return text
  }

  const apply = (): void => {
    const words = (search?.value ?? '').toLowerCase().split(/\s+/).filter(Boolean)
    const levels = new Set(boxes.filter(({ checked }) => checked).map(({ value }) => value))
    let shown = 0
    for (const card of cards) {
      const { level = '', packages } = card.dataset
      const fits =
        (boxes.length === 0 || levels.has(level)) &&
        (!choice?.value || (packages ?? '').split(' ').includes(choice.value)) &&
        words.every((word) => readText(card).includes(word))
      card.hidden = !fits
      if (fits) shown += countFindings(card)
    }
    for (const group of document.querySelectorAll<HTMLElement>('#findings .cards'))
      group.hidden = group.querySelector('details.card:not([hidden])') === null
    if (none !== null) none.hidden = shown > 0
    if (output !== null)
      output.value =
        shown === all
          ? formatPlural(all, 'finding')
          : `${shown.toLocaleString('en-US')} of ${formatPlural(all, 'finding')}`
  }

  form.hidden = false
  form.addEventListener('submit', (event) => event.preventDefault())
  form.addEventListener('input', apply)
  unfold?.addEventListener('click', () => {
    const visible = cards.filter(({ hidden }) => !hidden)
    const open = visible.some((card) => !card.open)
    for (const card of visible) card.open = open
    unfold.textContent = open ? 'Close all' : 'Open all'
  })
  document.addEventListener('keydown', (event) => {
    const { target } = event
    const isTyping = target instanceof HTMLElement && target.closest('input[type=search], select') !== null
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping) return
    event.preventDefault()
    search?.focus()
  })
  apply()
}

/** Opens the finding that the address names, whether the filter shows it or not. */
export function openNamed(): void {
  const named = document.getElementById(location.hash.slice(1))
  if (!(named instanceof HTMLDetailsElement)) return
  named.hidden = false
  named.open = true
  named.scrollIntoView()
}
