import type { PackerName, Packing } from '../model/packing.ts'
import type { ReleaseTool } from './choose/publish-commands.ts'
import type { Catalogs } from './manifests/catalogs.ts'
import type { ManifestContext } from './manifests/publish-manifest.ts'
import type { Workspace } from './workspace/find-workspace.ts'

type Manifest = Readonly<Record<string, unknown>>

/** What is packed, and as which packer would. */
export interface PackRequest {
  /** As the user would call it. */
  readonly label: string
  /** The package's own folder, absolute. */
  readonly directory: string
  /** The folder that is published, absolute. */
  readonly folder: string
  /** Whether the package.json in there is the package's own, and not one that the build wrote. */
  readonly hasOwnManifest: boolean
  /** Its package.json. */
  readonly manifest: Manifest
  readonly packer: PackerName
  readonly version: string | null
  /** Whether npm is given the folder by its path, so that no ignore file above it counts. */
  readonly isByPath: boolean
  readonly tool: ReleaseTool | null
  readonly workspace: Workspace | null
  /** Absolute folder that the publishing command runs in; null where none is known. */
  readonly runsIn: string | null
  /** An empty folder for the tarball. */
  readonly destination: string
}

export interface PackedHere {
  readonly path: string
  readonly bytes: Packing['bytes']
  /**
   * package.json that leads the packer to the same result without the rest of the workspace: its own, with dependencies
   * resolved. Null where the packer is not asked.
   */
  readonly sealable: Buffer | null
}

/** What a packer's archive came to. */
export type Packed = Omit<PackedHere, 'path'>

/** What rewriting the manifest of a request takes. */
export function makeContext({ label, folder, workspace }: PackRequest, catalogs: Catalogs): ManifestContext {
  return { label, folder, workspace, catalogs }
}

/** 9 to 12; without a version the line that packs most: what it leaves in must be looked at. */
export function readPnpmMajor(version: string | null): number {
  const major = Number(/^\d+/.exec(version ?? '')?.[0] ?? 10)
  return Math.min(12, Math.max(9, major))
}
