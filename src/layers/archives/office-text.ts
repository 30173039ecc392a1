/** Parts of office documents that hold what people read (ECMA-376, ODF 1.3). */
const PART =
  /(?:^|\/)(?:word\/(?:document|comments|footnotes|endnotes|header\d*|footer\d*)|ppt\/(?:slides|notesSlides|comments)\/[\w-]+|content)\.xml$/
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * The text of a part of an office document as people read it: programs cut sentences into runs of one format, so that no
 * word can be searched for in the XML.
 * @returns null for any other XML.
 */
export function readOfficeText(name: string, bytes: Buffer): string | null {
  if (!PART.test(name)) return null
  const xml = bytes.toString('utf8')
  if (!/<(?:w|a):t[\s>]|<text:p[\s>]/.test(xml)) return null
  return xml
    .replace(/<\/(?:w:p|a:p|text:p|text:h)>|<(?:w:br|w:cr|text:line-break)\b[^>]{0,80}>/g, '\n')
    .replace(/<(?:w:tab|text:tab)\b[^>]{0,80}>/g, '\t')
    .replace(/<[^>]{1,4000}>/g, '')
    .replace(/&(?:#(\d{1,6})|(\w{2,4}));/g, (all, code?: string, entity?: string) =>
      code === undefined
        ? (ENTITIES[entity ?? ''] ?? all)
        : String.fromCodePoint(Math.min(Number(code), 0x10ffff)),
    )
}
