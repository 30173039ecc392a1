import { VERSION } from '../model/version.ts'

// Before anything else is loaded: `--version` answers at once.
if (process.argv.length === 3 && ['--version', '-v'].includes(process.argv[2] ?? '')) {
  process.stdout.write(`${VERSION}\n`)
} else {
  const { openCommandLine } = await import('../doors.ts')
  await openCommandLine(process.argv.slice(2))
}
