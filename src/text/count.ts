/** `1 file`, `1,900 files`; the plural is the singular with an s unless given. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  // Locale data is slow to load and says nothing about small numbers.
  const shown = number < 1000 ? String(number) : number.toLocaleString('en-US')
  return `${shown} ${number === 1 ? singular : plural}`
}
