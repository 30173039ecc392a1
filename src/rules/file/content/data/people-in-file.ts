import type { Layer } from '../../../../model/layer.ts'
import { CALENDAR, CARDS, CODE, LISTS, LOOSE, MARKED_UP, SHEET, TABLES, YAML } from './data-file-names.ts'
import {
  PEOPLE_KEYWORDS,
  type PeopleTable,
  peopleByNearness,
  peopleCards,
  peopleInCalendar,
  peopleInCode,
  peopleInSheet,
  peopleInXml,
  peopleInYaml,
  peopleList,
  peopleTable,
} from './people-table.ts'

const READERS: readonly (readonly [of: RegExp, read: (text: string) => PeopleTable | null])[] = [
  [LISTS, peopleList],
  [TABLES, peopleTable],
  [CARDS, peopleCards],
  [CALENDAR, peopleInCalendar],
  [SHEET, peopleInSheet],
  [MARKED_UP, peopleInXml],
  [YAML, peopleInYaml],
]

/** Bytes of a text in which people are looked for. */
const SAMPLE = 262_144

const PEOPLE = new Set(PEOPLE_KEYWORDS)

/** The people that a text file lists, read as its name says; null where it lists none. */
export function peopleInFile({ bytes }: Layer, path: string, hits: Layer['hits']): PeopleTable | null {
  if (CODE.test(path))
    return peopleInCode(
      bytes,
      hits.filter(({ keyword }) => PEOPLE.has(keyword)),
    )
  const read = READERS.find(([of]) => of.test(path))?.[1]
  const isLoose = LOOSE.test(path)
  if (read === undefined && !isLoose) return null
  const text = bytes.toString('utf8', 0, SAMPLE)
  return read?.(text) ?? (isLoose ? peopleByNearness(text) : null)
}

const MOST_OFFICE_BYTES = 8 * 1024 ** 2

/**
 * The same for a document or a sheet of the office programs up to 2003 (MS-CFB, 2.2): its texts lie in it as they are.
 * Null for every other binary file.
 */
export function peopleInOfficeFile(bytes: Buffer): PeopleTable | null {
  if (bytes.length >= MOST_OFFICE_BYTES || bytes.toString('hex', 0, 8) !== 'd0cf11e0a1b11ae1') return null
  return peopleByNearness(bytes.toString('latin1'))
}
