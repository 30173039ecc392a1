/** What is passed on to `npm publish`. */
export interface PublishOptions {
  readonly tag: string | null
  readonly access: string | null
  readonly otp: string | null
  readonly provenance: boolean
  /** Publishes into the registry's stage, where a maintainer approves it. */
  readonly stage: boolean
  readonly dryRun: boolean
}

/** npm's arguments for publishing one file as it is. No script runs for a file, and none is asked to. */
export function listPublishArguments(file: string, options: PublishOptions): string[] {
  const { tag, access, otp, provenance, stage, dryRun } = options
  return [
    ...(stage ? ['stage', 'publish'] : ['publish']),
    file,
    '--ignore-scripts',
    // In a workspace's folder npm would publish that instead of the file.
    '--workspaces=false',
    ...(tag === null ? [] : [`--tag=${tag}`]),
    ...(access === null ? [] : [`--access=${access}`]),
    ...(otp === null ? [] : [`--otp=${otp}`]),
    ...(provenance ? ['--provenance'] : []),
    ...(dryRun ? ['--dry-run'] : []),
  ]
}
