/** What files with data are called, by what is in them. */

export const LISTS = /\.(?:json|jsonl|ndjson)$/i
export const CODE = /\.[cm]?[jt]sx?$/i
export const CALENDAR = /\.(?:ics|ical|ifb|vcs)$/i
export const CARDS = /\.(?:vcf|vcard|ldif|ldf)$/i
export const SHEET = /(?:^|\/)xl\/(?:sharedStrings|worksheets\/[\w-]+)\.xml$/
export const MAY_BE_SQL =
  /\.(?:sql|dump|bak|backup|txt|out|db|aof|pgsql|mysql|psql|data|old|\d+)$|\/[^.]+$|^[^.]+$/i
export const MAY_BE_MAIL = /\.(?:mbox|eml|mbx|mail|txt|msg|mh)$|(?:^|\/)\d{9,10}\.[^/]+$|\/[^.]+$|^[^.]+$/i
export const MAY_BE_RECORDS =
  /\.(?:xml|json|jsonl|ndjson|csv|hl7|ofx|qfx|qif|sta|mt940|camt|txt|dat|msg|edi|ged)$|(?:^|\/)[^.]+$/i
/** Names the one of several stores that is in use; nothing else is expected in it. */
export const POINTER = /(?:^|\/)current$/i
/** What is written to be read: data in it is there for showing. */
export const DOCUMENT = /\.(?:md|mdx|markdown|rst|adoc|d\.[cm]?ts)$/i
