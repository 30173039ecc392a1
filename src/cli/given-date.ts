import { CannotLook } from '../model/cannot-look.ts'

/**
 * A day, as it was given.
 * @param option its name, for the message
 * @throws CannotLook when it is no date
 */
export function parseDay(option: string, text: string): string {
  const milliseconds = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(milliseconds) || new Date(milliseconds).toISOString().slice(0, 10) !== text)
    throw new CannotLook(
      `${option} ${JSON.stringify(text)} is not a date. Write year, month and day: 2027-03-31.`,
    )
  return text
}

/**
 * A day that is still to come, as it was given.
 * @param option its name, for the message
 * @param today `YYYY-MM-DD`
 * @throws CannotLook when it is no date, or past.
 */
export function parseDayToCome(option: string, text: string, today: string): string {
  const day = parseDay(option, text)
  if (day < today)
    throw new CannotLook(
      `${option} ${day} is in the past, so nothing would be suppressed. Name a future date.`,
    )
  return day
}
