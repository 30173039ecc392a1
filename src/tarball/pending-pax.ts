import type { AnomalyLog } from './anomaly-log.ts'
import { readPaxWords } from './header-words.ts'
import { type PaxRecords, parsePaxRecords } from './pax-records.ts'

/** Keys that make no sense for all entries at once; node-tar takes `size` and leaves the other two. */
const KEYS_OF_ONE_ENTRY = ['path', 'linkpath', 'size']

/** What pax headers have said of the entry that is to come. */
export class PendingPax {
  readonly #log: AnomalyLog
  #records: PaxRecords | null = null

  constructor(log: AnomalyLog) {
    this.#log = log
  }

  /** Takes the body of a header of any type flag; those that are not pax are passed over. */
  take(flag: string, body: Buffer): void {
    if (flag === 'x' || flag === 'X') this.#takeForNext(parsePaxRecords(body))
    else if (flag === 'g') this.#takeForAll(parsePaxRecords(body))
  }

  /** The records for the entry that begins now, or null if there were none. */
  claim(): PaxRecords | null {
    const records = this.#records
    this.#records = null
    return records
  }

  #takeForNext({ values, fault, faulty }: PaxRecords): void {
    const earlier = this.#records
    this.#records = {
      values: new Map([...(earlier?.values ?? []), ...values]),
      fault: earlier?.fault ?? fault,
      ...((earlier?.faulty ?? faulty) ? { faulty: earlier?.faulty ?? faulty ?? Buffer.alloc(0) } : {}),
    }
  }

  #takeForAll({ values, fault, faulty }: PaxRecords): void {
    const words = faulty ?? readPaxWords(values)
    if (words.length > 0) this.#log.loose.push({ name: '(pax header)', content: words })
    const keys = KEYS_OF_ONE_ENTRY.filter((key) => values.has(key))
    if (fault !== null)
      this.#log.add('corrupt', 'pax-record', null, `a global pax header cannot be read: ${fault}`)
    if (keys.length > 0)
      this.#log.add(
        'unsafe',
        'global-header',
        null,
        `a global pax header sets ${keys.join(', ')} for every entry after it, which tools read differently`,
      )
  }
}
