import { createRequire } from 'node:module'

/** When an engine optimises a function: four times what its flag is, and what it is. */
interface Flag {
  readonly patient: string
  readonly usual: string
  /** Whether code that is kept after the flag was set and set back serves the next start (src/compiled-bundle.ts). */
  readonly isForgotten: boolean
}

/** By V8's major version: a flag that one does not have, it complains of. */
const FLAGS: Readonly<Record<string, Flag>> = {
  11: { patient: '--interrupt-budget=270336', usual: '--interrupt-budget=67584', isForgotten: true },
  13: {
    patient: '--invocation-count-for-turbofan=12000',
    usual: '--invocation-count-for-turbofan=3000',
    isForgotten: false,
  },
}

let flag: Flag | null = null
let users = 0

/**
 * Tells that the process is the program's own: in another's, nobody changes how its code is compiled.
 * @param keepsCode Whether compiled code is kept for the next start.
 */
export function allowPatience(keepsCode: boolean): void {
  const known = FLAGS[process.versions.v8.split('.', 1)[0] ?? '']
  if (known !== undefined && (known.isForgotten || !keepsCode)) flag = known
}

/**
 * Lets the engine wait longer before it optimises a function. A scan calls thousands of them for a few seconds, so that
 * a sixth of its processor time went into optimising, for the most part what was then hardly called.
 * @returns what makes it as it was.
 */
export function waitBeforeOptimising(): () => void {
  if (flag === null) return () => {}
  const { patient, usual } = flag
  users += 1
  if (users === 1) setFlag(patient)
  let isBack = false
  return () => {
    if (isBack) return
    isBack = true
    users -= 1
    if (users === 0) setFlag(usual)
  }
}

function setFlag(value: string): void {
  // A small package does not need it, and every start would load it.
  const { setFlagsFromString }: typeof import('node:v8') = createRequire(import.meta.url)('node:v8')
  setFlagsFromString(value)
}
