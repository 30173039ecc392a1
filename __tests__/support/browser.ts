import { existsSync } from 'node:fs'

/** Where Debian, Ubuntu and GitHub's runners have Chromium or its sibling. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The browser of this machine; null where there is none. */
export const browserPath: string | null = PLACES.find((place) => existsSync(place)) ?? null

/** Set by .ci/run where a browser is there: the tests that need one may then not be skipped. */
export const browserIsExpected: boolean = process.env.BROWSER_EXPECTED === '1'
