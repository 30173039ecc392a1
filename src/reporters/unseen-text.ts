import type { PackageReport } from '../model/report.ts'
import type { Unseen, UnseenReason } from '../model/unseen.ts'
import { REPOSITORY_URL, VERSION } from '../model/version.ts'
import { bytes, count } from './phrases.ts'

/** What reporters call it, where a finding would have its rule. */
export const UNSEEN_ID = 'unseen'
export const UNSEEN_TITLE = 'Not looked at'
export const UNSEEN_WHY =
  'What was not looked at does not pass: no severity, override or suppression changes that.'
export const UNSEEN_DOCS = `${REPOSITORY_URL}/blob/${VERSION === '0.0.0-source' ? 'main' : `v${VERSION}`}/docs/unseen.md`

const FIXES: Readonly<Record<UnseenReason, string>> = {
  limit:
    'Leave it out of the package, or raise the limit that is named, under `limits` in the configuration.',
  sealed: 'Leave it out of the package, or ship it unencrypted.',
  'no-reader': 'Leave it out of the package, or ship its content unpacked or in a common form.',
  damaged: 'Build or pack it again, or leave it out of the package.',
  'left-over': 'Pack it again with a plain tool, or leave it out of the package.',
}

/** `vendor/data.rar!keys`, or the tarball. Raw: encode before printing. */
export function formatUnseenAddress({ path, layer }: Unseen): string {
  return path === null ? 'the tarball' : layer === null ? path : `${path}!${layer}`
}

/** `, 55 kB` where that is known. */
export function formatUnseenSize({ bytes: size }: Unseen): string {
  return size === null ? '' : `, ${bytes(size)}`
}

/** What to change; the way out by an acceptance where there is one. */
export function adviseOnUnseen(part: Unseen): string {
  const fix = FIXES[part.reason]
  if (part.digest === null) return fix
  return `${fix} If it must ship as it is, accept exactly these bytes: \`seaworthy accept ${shortenDigest(part)} --reason … --expires …\``
}

/** Enough of a digest to name it on a command line. */
function shortenDigest({ digest }: Unseen): string {
  return digest?.slice(0, 'sha256:'.length + 16) ?? ''
}

/** `1 part not looked at`; empty where everything was. */
export function describeUnseenCount(packages: readonly PackageReport[]): string {
  const number = packages.reduce((sum, one) => sum + one.unseen.length, 0)
  return number === 0 ? '' : `${count(number, 'part')} not looked at`
}
