/** A worker thread of the bundle: looks at tarballs, as the main thread tells it. */
import { openCompiledBundle } from './compiled-bundle.ts'

const { openThread } = openCompiledBundle(process.env, null) ?? (await import('./doors.ts'))
await openThread()
