import path from 'node:path'
import { CannotLook } from '../model/cannot-look.ts'
import type { AcquiredTarball, AcquireOptions } from './acquired-tarball.ts'
import { makeFreshFolder } from './fresh-folder.ts'
import { findOnlyTarball } from './only-tarball.ts'
import { cutLastLines, runNpm } from './run-npm.ts'

/** A name as the registry has it (https://docs.npmjs.com/cli/configuring-npm/package-json#name), then a version, range or dist-tag. */
const PUBLISHED = /^(@[a-z0-9-~][a-z0-9-._~]*\/)?[a-z0-9-~A-Z][a-zA-Z0-9-._~]*@[^@/\\:\s]+$/

/** Whether a target is written as `name@version`, `name@tag` or with a scope. */
export function isPublishedSpec(target: string): boolean {
  return PUBLISHED.test(target)
}

/** npm's own patience with a registry that cannot be reached is more than a minute. */
const IMPATIENT = ['--fetch-retries=1', '--fetch-retry-mintimeout=500', '--fetch-retry-maxtimeout=1000']

/**
 * Fetches a published version with the user's own npm configuration, from an empty folder so that no repository's
 * .npmrc has a say. Nothing of the package is run: npm runs no scripts for a registry tarball.
 * @throws CannotLook when the registry does not have it or cannot be reached.
 */
export async function fetchPublished(target: string, options: AcquireOptions): Promise<AcquiredTarball> {
  const sandbox = await makeFreshFolder(options.temporaryDirectory, 'npm-')
  const destination = await makeFreshFolder(options.temporaryDirectory, 'fetched-')
  const { exitCode, errorTail } = await runNpm({
    arguments: ['pack', target, '--ignore-scripts', '--pack-destination', destination, ...IMPATIENT],
    sandbox,
    timeLimit: options.timeLimit,
    asUser: true,
  })
  if (exitCode !== 0) throw new CannotLook(explainFailure(target, errorTail))
  const fetched = await findOnlyTarball(destination, target, errorTail)
  return {
    target,
    path: fetched,
    filename: path.basename(fetched),
    directory: null,
    given: false,
    packing: null,
    workspaceRoot: null,
    isOneOfSeveral: false,
    notes: [],
  }
}

function explainFailure(target: string, errorTail: string): string {
  if (/\bE404\b|\bETARGET\b/.test(errorTail))
    return `The registry has no ${target}. Check the name and version; for a private package, log npm in first.`
  if (/\bENOSPC\b/.test(errorTail))
    return `${target} could not be fetched: the disk is full (ENOSPC). Free some space or set TMPDIR to a folder that can be written to.`
  const reason = findNpmReason(errorTail)
  if (reason !== null)
    return `${target} could not be fetched: npm says ${reason}. Check the network, the proxy, the login and the registry that npm is set to.`
  const said = cutLastLines(errorTail)
  return `${target} could not be fetched from the registry, so nothing was scanned. Check the network and the registry that npm is set to.${said ? `\nnpm said:\n${said}` : ''}`
}

/** npm's reason in a line: "request to http://… failed, reason: connect ECONNREFUSED …", or its code. */
function findNpmReason(errorTail: string): string | null {
  const request = /\brequest to \S+ failed, reason: \S[^\n]*/.exec(errorTail)?.[0]
  // A login may stand in the address.
  if (request !== undefined) return JSON.stringify(request.trim().replace(/\/\/[^/@\s]+@/g, '//…@'))
  const code = /^npm (?:error|ERR!) code (E[A-Z0-9_]+)$/m.exec(errorTail)?.[1]
  if (code === undefined) return null
  const line = /^npm (?:error|ERR!) (\d{3} [^\n]+)/m.exec(errorTail)?.[1]
  return line === undefined ? code : `${code}, ${JSON.stringify(line)}`
}
