import type { EntryType } from '../model/entry.ts'

/** node-tar's name of a header's type (its types.js) to ours. npm installs only what is `file` here. */
const TYPES: Readonly<Record<string, EntryType>> = {
  File: 'file',
  OldFile: 'file',
  ContiguousFile: 'file',
  Directory: 'directory',
  SymbolicLink: 'symbolic-link',
  Link: 'hard-link',
  CharacterDevice: 'character-device',
  BlockDevice: 'block-device',
  FIFO: 'fifo',
}

export function decideEntryType(tarType: string): EntryType {
  return TYPES[tarType] ?? 'unknown'
}

/** What is to be said of a type that npm does not install, or null for files and folders. */
export function explainTypeFault(type: EntryType, tarType: string): { code: string; detail: string } | null {
  switch (type) {
    case 'file':
    case 'directory':
      return null
    case 'symbolic-link':
      return { code: 'symbolic-link', detail: 'it is a symbolic link, which npm leaves out at install' }
    case 'hard-link':
      return {
        code: 'hard-link',
        detail: 'it is a hard link to another file of the package, which npm leaves out at install',
      }
    case 'character-device':
    case 'block-device':
      return { code: 'device', detail: 'it is a device node, which npm does not install' }
    case 'fifo':
      return { code: 'fifo', detail: 'it is a named pipe, which npm does not install' }
    case 'unknown':
      return tarType === 'SparseFile'
        ? { code: 'sparse-file', detail: 'it is a sparse file, which npm does not install' }
        : { code: 'unknown-type', detail: `its type (${tarType}) is not one that npm installs` }
  }
}
