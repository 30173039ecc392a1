// Loaded into a process with node --import: at its end writes what it used to the file that USAGE_FILE names.
import { readFileSync, writeFileSync } from 'node:fs'

const file = process.env.USAGE_FILE
if (file !== undefined && file !== '') {
  delete process.env.USAGE_FILE
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, ...usage } = process.resourceUsage()
    const maxRSS = readHighWaterMark() ?? usage.maxRSS
    writeFileSync(file, JSON.stringify({ maxRSS, cpu: (userCPUTime + systemCPUTime) / 1000 }))
  })
}

/**
 * The most memory this process held, in KiB. `maxRSS` of getrusage outlives exec: it begins at what the parent held
 * when it forked. VmHWM in /proc/self/status (proc(5)) belongs to the program alone; elsewhere there is none.
 */
function readHighWaterMark() {
  try {
    const found = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))
    return found === null ? undefined : Number(found[1])
  } catch {
    return undefined
  }
}
