import { encodeTerminalText } from '../text/safe-text.ts'
import type { AttestedTarball } from '../verify/attestation.ts'

/** How a tarball stands to its attestations, in one line for a terminal. */
export function writeAttestedLine({
  target,
  name,
  version,
  integrity,
  outcome,
  reason,
  signer,
}: AttestedTarball): string {
  const spec = encodeTerminalText(name === null ? target : `${name}@${version}`)
  const by = signer === null ? '' : ` Signed by ${encodeTerminalText(signer)}.`
  const words = {
    attested: `ATTESTED  ${spec}: ${encodeTerminalText(reason)}.${by}`,
    refused: `REFUSED   ${spec}: ${encodeTerminalText(reason)}.${by} It must not be published or installed.`,
    unknown: `UNKNOWN   ${spec}: ${encodeTerminalText(reason)}.`,
  }
  return `${words[outcome]}\n          ${integrity}`
}
