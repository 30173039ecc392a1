import { formatNumber } from './format-number.ts'
/** `1 file`, `1,900 files`; the plural is the singular with an s unless given. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${formatNumber(number)} ${number === 1 ? singular : plural}`
}
