import { createHash } from 'node:crypto'
import { Parser } from 'tar'

/** The files of a tarball by path; package.json as what it says, everything else by git's blob id; links by their targets. */
export async function tarballContents(tarball: Buffer): Promise<Record<string, unknown>> {
  const found: [string, unknown][] = []
  await new Promise<void>((resolve, reject) => {
    const parser = new Parser({
      onReadEntry(entry) {
        const chunks: Buffer[] = []
        entry.on('data', (chunk: Buffer) => chunks.push(chunk))
        entry.on('end', () => {
          const name = entry.path.replace(/^[^/]+\//, '')
          if (entry.type === 'SymbolicLink') found.push([name, `-> ${entry.linkpath}`])
          else if (entry.type === 'File' || entry.type === 'OldFile')
            found.push([name, contentOf(name, chunks)])
        })
      },
    })
    parser.on('end', () => resolve())
    parser.on('error', reject)
    parser.end(tarball)
  })
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)))
}

function contentOf(name: string, chunks: readonly Buffer[]): unknown {
  const content = Buffer.concat(chunks)
  if (name === 'package.json') return JSON.parse(content.toString())
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex')
}
