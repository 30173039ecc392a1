const UNITS: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1000,
  mb: 1000 ** 2,
  gb: 1000 ** 3,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
}

/** `200 MiB` as a number of bytes (decimal and binary units as in IEC 80000-13), or null if it is no such text. */
export function parseByteSize(text: string): number | null {
  const match = /^(\d{1,15}(?:\.\d{1,6})?) ?([a-z]{1,3})$/i.exec(text.trim())
  const unit = match?.[2] === undefined ? undefined : UNITS[match[2].toLowerCase()]
  if (match?.[1] === undefined || unit === undefined) return null
  const bytes = Math.round(Number(match[1]) * unit)
  return bytes >= 1 && Number.isSafeInteger(bytes) ? bytes : null
}
