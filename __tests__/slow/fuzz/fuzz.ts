import fc, { type IAsyncPropertyWithHooks, type IPropertyWithHooks } from 'fast-check'

/** Minutes for each property with `npm run fuzz`; without it each takes about a second. */
const MINUTES = Number(process.env.FUZZ_MINUTES ?? 0)
/** A fixed seed keeps the suite the same from run to run; the long run looks elsewhere every time, or where it is told to. */
const SEED = process.env.FUZZ_SEED === undefined ? null : Number(process.env.FUZZ_SEED)

/** Time for a test that fuzzes, in milliseconds. */
export const FUZZ_TIMEOUT = Math.max(60_000, MINUTES * 60_000 * 1.5)

/**
 * Holds a property against generated input, after the inputs that once broke it. What breaks it is shown small,
 * with the seed and path that lead there again: FUZZ_SEED and the path in fast-check's words.
 */
export async function fuzz<Inputs>(
  property: IPropertyWithHooks<Inputs> | IAsyncPropertyWithHooks<Inputs>,
  { runs, regressions = [] }: { readonly runs: number; readonly regressions?: readonly Inputs[] },
): Promise<void> {
  const long = MINUTES > 0
  await fc.assert(property, {
    examples: [...regressions],
    numRuns: long ? Number.MAX_SAFE_INTEGER : runs,
    ...(long
      ? { interruptAfterTimeLimit: MINUTES * 60_000, markInterruptAsFailure: false }
      : { seed: SEED ?? 20_261_121 }),
    ...(long && SEED !== null ? { seed: SEED } : {}),
  })
}

/** Ways to spoil bytes. */
export interface Damage {
  readonly kind: 'flip' | 'cut' | 'insert' | 'repeat' | 'zero'
  /** Where, as a share of the length. */
  readonly at: number
  readonly length: number
  readonly value: number
}

export const damages: fc.Arbitrary<Damage[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<Damage['kind'][]>('flip', 'cut', 'insert', 'repeat', 'zero'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 1, max: 1200 }),
    value: fc.integer({ min: 0, max: 255 }),
  }),
  { minLength: 1, maxLength: 6 },
)

/** The bytes with every damage done to them, in order. */
export function damaged(bytes: Buffer, all: readonly Damage[]): Buffer {
  return all.reduce<Buffer>((before, one) => damage(before, one), bytes)
}

function damage(bytes: Buffer, { kind, at, length, value }: Damage): Buffer {
  const start = Math.min(bytes.length, Math.floor(at * bytes.length))
  const end = Math.min(bytes.length, start + length)
  const before = bytes.subarray(0, start)
  const within = bytes.subarray(start, end)
  const after = bytes.subarray(end)
  switch (kind) {
    case 'flip':
      return Buffer.concat([
        before,
        within.subarray(0, 1).map((byte) => byte ^ (value || 1)),
        bytes.subarray(start + 1),
      ])
    case 'cut':
      return Buffer.concat([before, after])
    case 'insert':
      return Buffer.concat([before, Buffer.alloc(length, value), within, after])
    case 'repeat':
      return Buffer.concat([before, within, within, after])
    case 'zero':
      return Buffer.concat([before, Buffer.alloc(within.length), after])
  }
}
