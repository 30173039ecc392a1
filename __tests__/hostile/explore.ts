import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { buildTarball } from '../support/build-tarball.ts'
import { HOSTILE_CONTENTS } from './hostile-contents.ts'

const only = process.argv[2]
for (const c of HOSTILE_CONTENTS) {
  if (only && !c.title.includes(only)) continue
  const d = mkdtempSync('/tmp/hostile-')
  writeFileSync(
    d + '/a.tgz',
    buildTarball({ ...c.files(), 'zz/.env': `DATABASE_PASSWORD=hunter-2-${'x'.repeat(12)}\n` }),
  )
  const t = performance.now()
  const r = spawnSync(
    process.execPath,
    ['--import', '/tmp/wt/tarball/bench/record-usage.js', '/tmp/wt/tarball/dist/cli.js', d + '/a.tgz'],
    { encoding: 'utf8', timeout: 60000, env: { ...process.env, USAGE_FILE: d + '/u' } },
  )
  let u = { maxRSS: 0, cpu: 0 }
  try {
    u = JSON.parse(readFileSync(d + '/u', 'utf8'))
  } catch {}
  const out = r.stdout + r.stderr
  console.log(
    `${r.status ?? r.signal} ${(performance.now() - t) | 0}ms cpu ${u.cpu | 0} ${(u.maxRSS / 1024) | 0}MB env:${/zz\/\.env/.test(out)} says:${c.says ? c.says.test(out) : '-'} stack:${/^\s+at /m.test(out)} | ${c.title} | out ${out.length}`,
  )
  if (!/zz\/\.env/.test(out) || (c.says && !c.says.test(out)) || only) console.log(out.slice(0, 3000))
  execFileSync('rm', ['-rf', d])
}
