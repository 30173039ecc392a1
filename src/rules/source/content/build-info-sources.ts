import { isObject } from '../../../model/json-object.ts'

/** Names that are looked at. */
const MOST = 50_000
/** Not the compiler's own libraries, nor what others wrote. */
const OTHERS = /(?:^|\/)(?:node_modules|typescript\/lib)\/|(?:^|\/)lib\.[\w.]*d\.ts$|\.d\.[cm]?ts$|\.json$/

/** The names of a project's own sources in `.tsbuildinfo`, in all the forms that it had since TypeScript 3.4. */
export function listSourcesOfBuildInfo(json: unknown): string[] {
  if (!isObject(json)) return []
  const program = isObject(json.program) ? json.program : json
  const { fileNames, fileInfos, root } = program
  const names = [
    ...readList(fileNames),
    ...(isObject(fileInfos) ? Object.keys(fileInfos) : []),
    ...readList(root).flatMap((file) => (Array.isArray(file) ? file : [file])),
  ]
  const own = names
    .slice(0, MOST)
    .filter((name): name is string => typeof name === 'string' && !OTHERS.test(name.replaceAll('\\', '/')))
  return [...new Set(own)]
}

function readList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
