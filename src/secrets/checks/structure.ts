import type { Check } from './check.ts'

/** Discord's first second: snowflakes count milliseconds from here. */
const DISCORD_EPOCH = 1_420_070_400_000
/** Bots exist since 2015; a snowflake of the far future is none. */
const LATEST = Date.UTC(2040, 0, 1)

/** The first part of a Discord bot's token is its id in base64: a snowflake that holds the time when it was made. */
export const discordCheck: Check = {
  strength: 'form',
  fits: (token) => {
    const id = Buffer.from(token.split('.')[0] ?? '', 'base64').toString('latin1')
    if (!/^[1-9]\d{16,19}$/.test(id)) return false
    const time = Number(BigInt(id) >> 22n) + DISCORD_EPOCH
    return time > DISCORD_EPOCH && time < LATEST
  },
  mend: (token) => {
    const id = (BigInt(Date.UTC(2022, 5, 1) - DISCORD_EPOCH) << 22n) | BigInt(token.length * 4099)
    return [Buffer.from(String(id)).toString('base64').replace(/=+$/, ''), ...token.split('.').slice(1)].join(
      '.',
    )
  },
}

/** Binary data in base64 has runs of `A` wherever it has zeros; what a generator made has not. */
export const unpaddedCheck: Check = {
  strength: 'form',
  fits: (token) =>
    (token.slice(3).match(/A/g)?.length ?? 0) * 8 < token.length || !/AAA|A.A.A/.test(token.slice(4)),
  mend: (token) => token,
}

/** What a token's tail says once it is decoded from base64; `example` is what an example's tail says. */
export function decodesTo(prefix: string, pattern: RegExp, example: () => string): Check {
  return {
    strength: 'form',
    fits: (token) => pattern.test(Buffer.from(token.slice(prefix.length), 'base64').toString('latin1')),
    mend: () => prefix + Buffer.from(example()).toString('base64').replace(/=+$/, ''),
  }
}
