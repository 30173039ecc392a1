import { terminalText } from '../text/safe-text.ts'
import type { AttestedTarball } from '../verify/attestation.ts'

/** How a tarball stands to its attestations, in one line for a terminal. */
export function attestedLine({
  target,
  name,
  version,
  integrity,
  outcome,
  reason,
  signer,
}: AttestedTarball): string {
  const spec = terminalText(name === null ? target : `${name}@${version}`)
  const by = signer === null ? '' : ` Signed by ${terminalText(signer)}.`
  const words = {
    attested: `ATTESTED  ${spec}: ${terminalText(reason)}.${by}`,
    refused: `REFUSED   ${spec}: ${terminalText(reason)}.${by} It must not be published or installed.`,
    unknown: `UNKNOWN   ${spec}: ${terminalText(reason)}.`,
  }
  return `${words[outcome]}\n          ${integrity}`
}
