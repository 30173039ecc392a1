import { VERSION } from '../model/version.ts'

// Before anything else is loaded: `--version` answers at once.
if (process.argv.length === 3 && ['--version', '-v'].includes(process.argv[2] ?? '')) {
  process.stdout.write(`${VERSION}\n`)
} else {
  const commandLine = process.argv.slice(2)
  const { openCompiledBundle } = await import('../compiled-bundle.ts')
  const { openCommandLine } = openCompiledBundle(process.env, commandLine) ?? (await import('../doors.ts'))
  await openCommandLine(commandLine)
}
