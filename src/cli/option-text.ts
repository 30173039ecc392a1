/** The value of a rule's option for a person: a list as its items. Raw: encode before printing. */
export function optionText(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '(none)' : value.map(itemText).join(', ')
  return itemText(value)
}

function itemText(item: unknown): string {
  if (typeof item === 'string') return item
  // A line of a contents list is its pattern.
  if (typeof item === 'object' && item !== null && 'pattern' in item) return String(item.pattern)
  return JSON.stringify(item)
}
