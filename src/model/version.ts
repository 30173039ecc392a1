declare const SEAWORTHY_VERSION: string

/** Version of Seaworthy, put in by the build; `0.0.0-source` when run from the sources. */
export const VERSION = typeof SEAWORTHY_VERSION === 'undefined' ? '0.0.0-source' : SEAWORTHY_VERSION
export const REPOSITORY_URL = 'https://github.com/seaworthy-dev/seaworthy'
