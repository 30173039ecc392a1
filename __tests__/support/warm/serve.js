// One run of the bundle after another in one process, each with its own arguments, folder, environment and output, as
// if it were started for it: starting node and loading the bundle is nine tenths of what a run of a small package costs.
import { rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openAction, openCommandLine } from '../../../dist/seaworthy.js'

const STREAMS = [process.stdout, process.stderr]
/** `@actions/core` keeps the first path that it is given for its summary as long as the process lives. */
const SUMMARY = path.join(tmpdir(), `seaworthy-summary-${process.pid}`)

process.on('disconnect', () => process.exit())
process.on('exit', () => rmSync(SUMMARY, { force: true }))
process.on('message', async ({ door, script, args, cwd, env, end }) => {
  process.chdir(cwd)
  setEnvironment(env.GITHUB_STEP_SUMMARY ? { ...env, GITHUB_STEP_SUMMARY: leadSummary(env) } : env)
  process.argv = [process.execPath, script, ...args]
  const before = [process, ...STREAMS].map((emitter) => [emitter, collectListeners(emitter)])
  const status = await open(door, args)
  process.exitCode = undefined
  // What the run listens to ends with it, as what would be left when a process ends.
  const added = before.flatMap(([emitter, known]) => findNewListeners(emitter, known))
  for (const { emitter, name, listener } of added) {
    if (emitter === process && name === 'exit') listener.call(process, status)
    emitter.removeListener(name, listener.listener ?? listener)
  }
  await Promise.all(STREAMS.map((stream) => new Promise((resolve) => stream.write(end, resolve))))
  process.send({ status })
})
process.send('ready')

async function open(door, args) {
  if (door === 'action') return openAction(args)
  await openCommandLine(args)
  return process.exitCode ?? 0
}

function leadSummary(env) {
  rmSync(SUMMARY, { force: true })
  symlinkSync(env.GITHUB_STEP_SUMMARY, SUMMARY)
  return SUMMARY
}

function setEnvironment(env) {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name]
  Object.assign(process.env, env)
}

function collectListeners(emitter) {
  return new Map(emitter.eventNames().map((name) => [name, emitter.rawListeners(name)]))
}

function findNewListeners(emitter, known) {
  return emitter
    .eventNames()
    .flatMap((name) => emitter.rawListeners(name).map((listener) => ({ emitter, name, listener })))
    .filter(({ name, listener }) => !known.get(name)?.includes(listener))
}
