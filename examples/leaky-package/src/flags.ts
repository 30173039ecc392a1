/** Features that are built but not announced. */
const UNRELEASED = {
  nightjar: 'background agent that goes on when the terminal is closed',
  'paid-seats': 'billing by seat, planned for the third quarter',
  'quiet-retry': 'ask a cheaper model first and do not say so',
} as const

export type Flag = keyof typeof UNRELEASED

export function isOn(flag: Flag): boolean {
  return process.env.ACME_FLAGS?.split(',').includes(flag) ?? false
}
