/**
 * A number for a person, as `toLocaleString('en-US')` writes it: `7`, `1,900`, `0.5`. Locale data takes longer to load
 * than a small package to look at.
 */
export function formatNumber(number: number, digits = 3): string {
  if (!(Math.abs(number) < 1e15)) return number.toLocaleString('en-US', { maximumFractionDigits: digits })
  const scale = 10 ** digits
  const size = Math.abs(number)
  const rounded = Number.isInteger(size) ? size : Math.round(size * scale) / scale
  const [whole = '0', fraction] = String(rounded).split('.')
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',')
  return `${number < 0 ? '-' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`
}
