import type { Report } from '../../model/report.ts'

/**
 * Judges one tarball with the configuration of the package of that name; one that holds only the text of a request
 * is compared with no earlier release.
 */
export type JudgeTarball = (file: string, name: string, holds?: 'text') => Promise<Report>
