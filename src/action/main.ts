import { openAction } from '../doors.ts'

const status = await openAction(process.argv.slice(2))
// A request that was given up may still hold the process; what was printed is let out first.
process.stdout.write('', () => process.exit(status))
