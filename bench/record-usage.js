// Loaded into a process with node --import: at its end writes what it used to the file that USAGE_FILE names.
import { writeFileSync } from 'node:fs'

const file = process.env.USAGE_FILE
if (file !== undefined && file !== '') {
  delete process.env.USAGE_FILE
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
    writeFileSync(file, JSON.stringify({ maxRSS, cpu: (userCPUTime + systemCPUTime) / 1000 }))
  })
}
