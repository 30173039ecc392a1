import type { LayerReference } from '../../model/layer.ts'

/** Files in which hosts and servers keep response headers. */
const FILES =
  /(^|\/)(_headers|\.htaccess|netlify\.toml|vercel\.json|serve\.json|staticwebapp\.config\.json|firebase\.json|nginx[^/]*\.conf|Caddyfile)$/i
/** The `SourceMap` response header and its old name (ECMA-426, "Linking conventions"), in any of their notations. */
const HEADER =
  /(?:^|[\s"'])(?:X-)?SourceMap["']?\s*(?:[:=,]\s*)?(?:"value"\s*:\s*)?["']?([^\s"',;{}]+\.[^\s"',;{}]+)/gi

/** Source maps that a file of response headers points to; nothing for any other file. */
export function findHeaderReferences(path: string, bytes: Buffer): LayerReference[] {
  if (!FILES.test(path)) return []
  const text = bytes.toString('latin1')
  return [...text.matchAll(HEADER)].map((match) => {
    const url = match[1] ?? ''
    return { offset: match.index + match[0].lastIndexOf(url), url }
  })
}
