import { VERSION } from '../model/version.ts'
import { keepCompiledCode } from './compile-cache.ts'

// Before anything else is loaded: `--version` answers at once.
if (process.argv.length === 3 && ['--version', '-v'].includes(process.argv[2] ?? '')) {
  process.stdout.write(`${VERSION}\n`)
} else {
  keepCompiledCode(process.env)
  const { openCommandLine } = await import('../doors.ts')
  await openCommandLine(process.argv.slice(2))
}
