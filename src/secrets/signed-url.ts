/** Seconds after its date for which a signed address of AWS or Google holds. */
const DATED = /[?&;]X-(?:Amz|Goog)-Date=(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/i
const LASTING = /[?&;]X-(?:Amz|Goog)-Expires=(\d{1,7})/i
/** Seconds since 1970, as in older signatures of AWS, Google and CloudFront. */
const UNTIL = /[?&;]Expires=(\d{10})(?!\d)/
/** The end of a shared access signature of Azure. */
const SHARED = /(?:^|[?&;])se=(\d{4}-\d\d-\d\d)/

/** Whether a signed address says that it has ended: anyone who has it opens nothing any more. */
export function hasEnded(address: string, now: number): boolean {
  const end = readEnd(address)
  return end !== null && end < now
}

function readEnd(address: string): number | null {
  const dated = DATED.exec(address)
  const lasting = LASTING.exec(address)?.[1]
  if (dated && lasting !== undefined) {
    const [, year, month, day, hour, minute, second] = dated
    return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) + Number(lasting) * 1000
  }
  const until = UNTIL.exec(address)?.[1]
  if (until !== undefined) return Number(until) * 1000
  const shared = SHARED.exec(address)?.[1]
  // To the end of that day, wherever it is.
  return shared === undefined ? null : Date.parse(shared) + 36 * 3600 * 1000
}

/** Whether the id of a key stands in a signed address, which shows it to everybody who is given one. */
export function isOfSignedUrl(before: string): boolean {
  return /[?&;](?:X-Amz-Credential|AWSAccessKeyId)=$/i.test(before)
}
