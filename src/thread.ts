/** A worker thread of the bundle: looks at tarballs, as the main thread tells it. */
import { openThread } from './doors.ts'

await openThread()
