/** The value of a rule's option for a person: a list as its items. Raw: encode before printing. */
export function formatOption(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '(none)' : value.map(formatItem).join(', ')
  return formatItem(value)
}

function formatItem(item: unknown): string {
  if (typeof item === 'string') return item
  // A line of a contents list is its pattern.
  if (typeof item === 'object' && item !== null && 'pattern' in item) return String(item.pattern)
  return JSON.stringify(item)
}
