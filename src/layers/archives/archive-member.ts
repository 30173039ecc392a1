/** A file of an archive, of whatever kind. */
export interface ArchiveMember {
  /** As the archive has it: hostile. */
  readonly name: string
  readonly content: Buffer
}
