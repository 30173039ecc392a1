import { openAction } from '../doors.ts'

const status = await openAction()
// A request that was given up may still hold the process; what was printed is let out first.
process.stdout.write('', () => process.exit(status))
