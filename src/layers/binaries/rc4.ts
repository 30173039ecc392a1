/** What RC4 makes of bytes, in either direction: OpenSSL has it no more, and old documents are encrypted by it. */
export function decryptRc4(key: Uint8Array, bytes: Uint8Array): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index)
  const readState = (index: number): number => state[index & 255] ?? 0
  const swap = (one: number, other: number): void => {
    const kept = readState(one)
    state[one] = readState(other)
    state[other] = kept
  }
  for (let index = 0, other = 0; index < 256; index += 1) {
    other = (other + readState(index) + (key[index % key.length] ?? 0)) & 255
    swap(index, other)
  }
  const result = Buffer.alloc(bytes.length)
  for (let index = 0, one = 0, other = 0; index < bytes.length; index += 1) {
    one = (one + 1) & 255
    other = (other + readState(one)) & 255
    swap(one, other)
    result[index] = (bytes[index] ?? 0) ^ readState(readState(one) + readState(other))
  }
  return result
}
