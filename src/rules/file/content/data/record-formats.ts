import type { DataKind } from './data-kind.ts'

/** What banks, hospitals and offices send each other, by how it is written. */
interface Format {
  readonly kind: string
  /** How the first 64 kB begin, or what stands in them. */
  readonly begins: RegExp
  /** One of these a record; so many make it more than an example. */
  readonly record: RegExp
}

const FEWEST_RECORDS = 3

const FORMATS: readonly Format[] = [
  {
    kind: 'Payments of a bank (ISO 20022)',
    begins: /urn:iso:std:iso:20022:tech:xsd:(?:pain|camt)\.\d{3}/,
    record: /<(?:\w{1,10}:)?IBAN>[A-Z]{2}\d{2}[A-Z0-9]{10,30}</g,
  },
  {
    kind: 'Statements of a bank (MT940)',
    begins: /^(?:\{1:|:20:)[\s\S]{0,400}?:25:[\s\S]{0,400}?:60[FM]:/,
    record: /^:61:\d{6}/gm,
  },
  {
    kind: 'Statements of a bank (OFX)',
    begins: /^(?:OFXHEADER:|<\?xml[^>]{0,100}\?>\s{0,20}(?:<\?OFX[^>]{0,200}\?>\s{0,20})?<OFX>|<OFX>)/,
    record: /<STMTTRN>/g,
  },
  { kind: 'Statements of a bank (QIF)', begins: /^!Type:(?:Bank|CCard|Cash|Oth)/i, record: /^\^\r?$/gm },
  {
    kind: 'Messages of a hospital (HL7)',
    begins: /^[\x0b]?MSH\|\^~\\&\|/,
    record: /(?:^|[\r\n])PID\|/g,
  },
  {
    kind: 'Records of patients (FHIR)',
    begins: /"resourceType"\s{0,4}:\s{0,4}"(?:Patient|Bundle|Observation|Condition|Encounter)"/,
    record: /"resourceType"\s{0,4}:\s{0,4}"(?:Patient|Observation|Condition|Encounter|MedicationRequest)"/g,
  },
  {
    kind: 'Health data of a telephone',
    begins: /<HealthData\s[^>]{0,100}>|<!DOCTYPE HealthData/,
    record: /<Record\s/g,
  },
  {
    kind: 'An export of issues (Jira)',
    begins: /^(?=[^\n]{0,4000}\bIssue key\b)(?=[^\n]{0,4000}\bIssue id\b)[^\n]{0,4000}\n/,
    record: /^[^\n]{0,400}\b[A-Z][A-Z0-9]{1,9}-\d+\b/gm,
  },
  {
    kind: 'An export of a board (Trello)',
    begins: /"idOrganization"\s{0,4}:|"shortUrl"\s{0,4}:\s{0,4}"https:\/\/trello\.com/,
    record: /"id(?:Board|List)"\s{0,4}:/g,
  },
  {
    kind: 'A thread of e-mails',
    begins: /^From: [^\n]{0,200}@[^\n]{1,200}\n(?:Sent|Date): /m,
    record: /^(?:From|To|Cc): [^\n<]{0,200}<[^\n>]{1,200}@/gm,
  },
  {
    kind: 'The places at which a telephone was',
    begins: /"(?:latitudeE7|timelineObjects|semanticSegments)"\s{0,4}:/,
    record: /"(?:latitudeE7|latLng|point)"\s{0,4}:/g,
  },
]
const LOOKED_AT = 65_536

/** A record of payments, patients or places; null for any other text. */
export function recordFormat(text: string): DataKind | null {
  const head = text.slice(0, LOOKED_AT).replace(/^\uFEFF/, '')
  for (const { kind, begins, record } of FORMATS)
    if (begins.test(head) && (head.match(record)?.length ?? 0) >= FEWEST_RECORDS)
      return { message: 'store', kind, holds: '' }
  return null
}
