import { formatPlural, make } from './elements.ts'

const DAY = 24 * 60 * 60 * 1000
/** Days before its end from which on an exception is marked. */
const SOON = 14

/** Adds to the end of each exception how many days are left as the page is read. */
export function showDaysLeft(now: number): void {
  for (const time of document.querySelectorAll<HTMLTimeElement>('#exceptions time')) {
    // It holds through its last day, in UTC.
    const left = Math.floor((Date.parse(`${time.dateTime}T00:00:00Z`) - now) / DAY) + 1
    if (Number.isNaN(left)) continue
    const text = left < 0 ? 'over' : left === 0 ? 'last day' : `${formatPlural(left, 'day')} left`
    const kind = left < 0 ? 'error' : left <= SOON ? 'warning' : 'plain'
    time.after(' ', make('span', { class: `pill ${kind}` }, text))
  }
}
