import { run } from './run.ts'

const status = await run()
// A request that was given up may still hold the process; what was printed is let out first.
process.stdout.write('', () => process.exit(status))
