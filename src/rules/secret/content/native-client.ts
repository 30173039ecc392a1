import type { Layer } from '../../../model/layer.ts'

/** How Google writes the settings of such an application, and the addresses at which it is called back. */
const NATIVE =
  /"installed"|urn:ietf:wg:oauth:2\.0:oob|https?:\/\/(?:localhost|127\.0\.0\.1)(?::\d{1,5})?[/"'`]/
const REACH = 700

/**
 * Whether a client's secret at an offset is of an application on the machines of its users, which can keep none (RFC
 * 8252, section 8.5): the address that it is called back at is the machine's own.
 */
export function isNativeClient({ bytes }: Layer, offset: number): boolean {
  const around = bytes.toString('latin1', Math.max(0, offset - REACH), offset + REACH)
  return NATIVE.test(around) && /client_?id/i.test(around)
}
