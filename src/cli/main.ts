import { VERSION } from '../model/version.ts'

// Before anything else is loaded: `--version` answers at once.
if (process.argv.length === 3 && ['--version', '-v'].includes(process.argv[2] ?? '')) {
  process.stdout.write(`${VERSION}\n`)
} else {
  const { runCommandLine } = await import('./run-command-line.ts')
  await runCommandLine(process.argv.slice(2))
}
