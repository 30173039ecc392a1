/**
 * Fills `{name}` in a template with encoded values. The template's own text is ours and stays as written; numbers
 * get thousands separators and need no encoding; a name without a value stays.
 */
export function fillTemplate(
  template: string,
  data: Readonly<Record<string, string | number>>,
  encodeValue: (value: string) => string = (value) => value,
): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = Object.hasOwn(data, name) ? data[name] : undefined
    if (value === undefined) return placeholder
    return typeof value === 'number' ? value.toLocaleString('en-US') : encodeValue(value)
  })
}
