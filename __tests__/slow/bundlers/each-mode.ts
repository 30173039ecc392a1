import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { buildProjects } from './built-projects.ts'
import { type Examined, examineBuild } from './examine-build.ts'

const OPEN = 'open-source'

/** What is in a build that gives no text away: its maps, which still name the sources, and where they lead from the codename. */
export function quiet(maps: number, traced: Examined['traced']): Examined {
  const names = (severity: string) => (maps === 0 ? [] : [`source-map/original-names: ${severity}`])
  return {
    maps,
    exposed: [],
    findings: { [OPEN]: names('notice'), proprietary: names('warning') },
    verdict: { [OPEN]: 'pass', proprietary: 'pass' },
    traced,
  }
}

/** What is in a build with original texts in its maps: a remark to some, a stop for others. */
export function telling(maps: number, exposed: readonly string[], traced: Examined['traced']): Examined {
  return {
    maps,
    exposed,
    findings: {
      [OPEN]: ['source-map/embedded-source: notice'],
      proprietary: ['source-map/embedded-source: error'],
    },
    verdict: { [OPEN]: 'pass', proprietary: 'block' },
    traced,
  }
}

/** Lets a tool build the sample project in every mode and holds each output against what is to be said of it. */
export function describeModes(tool: string, modes: Readonly<Record<string, Examined>>): void {
  describe(`what ${tool} builds`, () => {
    let folder = ''
    beforeAll(async () => {
      folder = await buildProjects(tool)
    }, 120_000)
    afterAll(() => {
      if (folder !== '') rmSync(folder, { recursive: true, force: true })
    })

    test.each(Object.entries(modes))('%s', async (mode, expected) => {
      expect(await examineBuild(path.join(folder, mode))).toEqual(expected)
    })
  })
}
