import { isObject, type JsonObject } from '../../../../model/json-object.ts'

const LIKELY = /"(?:messages|embedding|embeddings|vector|prompt|completion|conversations)"\s{0,4}:/
const FEWEST_RECORDS = 3
const FEWEST_NUMBERS = 16
const MOST_BYTES = 4 * 1024 ** 2
const MOST_LINES = 50

/** What a model was taught with, or what it looks things up in; null for other JSON. */
export function recogniseModelData(bytes: Buffer): string | null {
  const head = bytes.toString('latin1', 0, 8192)
  if (!LIKELY.test(head)) return null
  const records = /^\s*\{[^\n]*\}\s*\n\s*\{/.test(head) ? parseLines(bytes) : parseList(bytes)
  if (records.filter(isEmbedding).length >= FEWEST_RECORDS) return 'an index of texts with their embeddings'
  return records.filter(isExample).length >= FEWEST_RECORDS ? 'examples that a model is taught with' : null
}

function parseLines(bytes: Buffer): JsonObject[] {
  const lines = bytes.toString('utf8', 0, MOST_BYTES).split('\n', MOST_LINES)
  return lines.flatMap((line) => parseJson(line) ?? []).filter(isObject)
}

function parseList(bytes: Buffer): JsonObject[] {
  if (bytes.length > MOST_BYTES) return []
  const json = parseJson(bytes.toString('utf8'))
  const list = Array.isArray(json)
    ? json
    : isObject(json)
      ? Object.values(json).find(Array.isArray)
      : undefined
  return (list ?? []).slice(0, MOST_LINES).filter(isObject)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isEmbedding(record: JsonObject): boolean {
  const vector = record.embedding ?? record.vector ?? record.embeddings
  const isVector = Array.isArray(vector) && vector.length >= FEWEST_NUMBERS && typeof vector[0] === 'number'
  return isVector && Object.values(record).some((value) => typeof value === 'string' && value.length >= 20)
}

function isExample(record: JsonObject): boolean {
  const turns = record.messages ?? record.conversations
  if (Array.isArray(turns)) {
    const said = turns.filter(isObject)
    return (
      said.length >= 2 &&
      said.every((turn) => ('role' in turn && 'content' in turn) || ('from' in turn && 'value' in turn))
    )
  }
  return typeof record.prompt === 'string' && typeof record.completion === 'string'
}
