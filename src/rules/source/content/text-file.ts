/** Bytes in which a binary file shows itself. */
const SAMPLE = 4096

/** Whether a file with a source file's name is one: `.ts` is also a video's name. */
export function isText(content: Buffer): boolean {
  return !content.subarray(0, SAMPLE).includes(0)
}
