import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import axe, { type AxeResults } from 'axe-core'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import type { InventoryFile } from '../../../src/model/inventory.ts'
import type { PackageReport, Report } from '../../../src/model/report.ts'
import { renderHtml } from '../../../src/reporters/html/render-html.ts'
import { browserIsExpected, browserPath } from '../../support/browser.ts'
import { HOSTILE_TEXT } from '../../support/hostile-text.ts'
import {
  makeFinding,
  makeInventory,
  makePackageReport,
  place,
  planOf,
  reportOf,
} from '../../support/reports.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'page-'))
let browser: Browser | null = null

beforeAll(async () => {
  if (browserPath !== null)
    browser = await chromium.launch({
      executablePath: browserPath,
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    })
})
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a browser is there where .ci/run says so, and the page is tried in it', () => {
  expect(browserPath !== null || !browserIsExpected).toBe(true)
})

interface Opened {
  page: Page
  /** What the console, the network and failing scripts had to say. */
  said: string[]
}

let pages = 0
async function open(report: Report, options: BrowserContextOptions = {}): Promise<Opened> {
  if (browser === null) throw new Error('There is no browser.')
  const file = path.join(folder, `${pages++}.html`)
  writeFileSync(file, renderHtml(report))
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  page.on('pageerror', (error) => said.push(error.message))
  page.on('dialog', (dialog) => said.push(dialog.message()))
  page.on('request', (request) => {
    if (request.url() !== pathToFileURL(file).href) said.push(request.url())
  })
  await page.clock.setFixedTime('2026-11-30T12:00:00Z')
  await page.goto(pathToFileURL(file).href)
  return { page, said }
}

const files: InventoryFile[] = [
  ...['dist/cli.js', 'dist/cli.js.map', 'dist/deep/one.js', 'dist/deep/two.js', 'lib/a.js', 'lib/b.js'],
  'package.json',
].map((name, index) => ({ path: name, size: 9000 - 1000 * index, digest: '0'.repeat(40) }))

function leaky(given: Partial<PackageReport> = {}): PackageReport {
  const numbers = { before: 3, after: 7 }
  const base = makePackageReport({
    findings: [
      makeFinding({
        title: 'Original source in a source map',
        rule: 'source-map/example',
        places: [place({ path: 'dist/cli.js.map', line: 3 })],
        cause: { path: 'package.json', line: 7, reason: '`files` has "dist", which lets it in' },
      }),
      makeFinding({ severity: 'warning', title: 'Internal host', fingerprint: '1'.repeat(16) }),
      makeFinding({ severity: 'notice', title: 'Agent instructions', fingerprint: '2'.repeat(16) }),
    ],
    plan: planOf(['0123456789abcdef'], ['   "files": [', '-    "dist"', '+    "dist/*.js"', '   ]']),
    inventory: makeInventory(files),
    presence: [
      {
        cause: { path: 'package.json', line: 7, reason: '`files` has "dist", which lets it in' },
        files: 4,
        ranges: [[0, 3]],
      },
    ],
    exposure: {
      ...makePackageReport().exposure,
      maps: 1,
      files: 2,
      lines: 90,
      bytes: 2000,
      folders: [{ path: 'src', files: 2, lines: 90 }],
      sources: [{ path: 'src/cli.ts', lines: 60, bytes: 1500 }],
    },
    suppressed: [
      {
        finding: makeFinding({ title: 'Set aside', places: [place({ path: 'lib/a.js' })] }),
        reason: 'It is public',
        expires: '2026-12-09',
        by: null,
      },
    ],
    unseen: [
      {
        path: 'lib/b.js',
        layer: 'keys',
        reason: 'sealed',
        detail: 'it is an encrypted zip member',
        bytes: 50,
        digest: null,
      },
    ],
    contents: { folders: [{ path: 'dist', files: 4, bytes: 30_000 }], files: [] },
    baseline: {
      source: 'registry',
      name: 'example',
      version: '0.9.0',
      integrity: `sha512-${'A'.repeat(86)}==`,
      changes: {
        size: numbers,
        unpackedSize: numbers,
        fileCount: numbers,
        files: {
          added: { count: 1, first: [{ path: 'dist/cli.js.map', before: null, after: 8000 }] },
          removed: { count: 0, first: [] },
          changed: { count: 1, first: [{ path: 'dist/cli.js', before: 4000, after: 9000 }] },
        },
        mapText: {
          before: { maps: 0, files: 0, lines: 0, bytes: 0 },
          after: { maps: 1, files: 2, lines: 90, bytes: 2000 },
        },
        installScripts: [],
        dependencies: [],
        optionalDependencies: [],
        peerDependencies: [],
        bins: [],
        engines: [],
        licence: null,
        entryPoints: { added: [], removed: [] },
        capabilities: {
          hosts: { added: [], removed: [] },
          environment: { added: [], removed: [] },
          modules: { added: [], removed: [] },
          dynamicCode: { added: [], removed: [] },
          telemetry: { added: [], removed: [] },
          featureFlags: { added: [], removed: [] },
        },
      },
    },
  })
  return { ...base, ...given }
}

const inBrowser = browserPath === null ? describe.skip : describe
const title = browserPath === null ? 'skipped, because this machine has no Chromium: the page' : 'the page'

inBrowser(title, () => {
  const several = reportOf([
    leaky(),
    leaky({ name: 'other', target: 'packages/other', verdict: 'pass', findings: [] }),
  ])
  const openAll = "document.querySelectorAll('details').forEach((details) => { details.open = true })"

  test.each([390, 768, 1600])(
    '%i pixels wide: it fits, asks the network for nothing, and nothing fails',
    async (width) => {
      for (const report of [reportOf([leaky()]), several]) {
        const { page, said } = await open(report, { viewport: { width, height: 900 } })
        await page.locator('#files button').first().click()
        await page.evaluate(openAll)
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
        expect(said).toEqual([])
      }
    },
  )

  test.each(['light', 'dark'] as const)(
    'in %s colours everybody can read it: contrast, names, roles',
    async (colorScheme) => {
      // Axe brings a script of its own, which the page's policy would not let run.
      const { page } = await open(several, { colorScheme, bypassCSP: true })
      await page.locator('#files button').first().click()
      await page.evaluate(openAll)
      await page.evaluate(axe.source)
      const { violations } = await page.evaluate<AxeResults>('axe.run(document)')
      expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([])
    },
  )

  test('findings: search, severity and package narrow them down, and the count says so', async () => {
    const { page, said } = await open(
      reportOf([leaky(), leaky({ name: 'other', findings: [makeFinding({ title: 'Only here' })] })]),
    )
    const visible = () => page.locator('#findings details.card:visible summary b').allTextContents()
    expect(await visible()).toEqual([
      'Original source in a source map',
      'Only here',
      'Internal host',
      'Agent instructions',
    ])
    await page.getByLabel('1 warning').uncheck()
    expect(await visible()).not.toContain('Internal host')
    await page.keyboard.press('/')
    await page.keyboard.type('CLI.js source-map')
    expect(await visible()).toEqual(['Original source in a source map'])
    expect(await page.locator('#shown').textContent()).toBe('1 of 4 findings')
    await page.keyboard.type(' nowhere')
    expect(await page.locator('#none').isVisible()).toBe(true)
    await page.locator('#search').fill('')
    await page.locator('#of-package').selectOption({ label: 'other@1.0.0' })
    expect(await visible()).toEqual(['Only here'])
    expect(said).toEqual([])
  })

  test('the treemap: a file tells its size, what was found and why it is there; a folder opens', async () => {
    const { page, said } = await open(reportOf([leaky()]))
    const map = page.locator('#map')
    await map.getByRole('button', { name: /cli\.js\.map 8 kB\s*, error, in dist/ }).click()
    const panel = page.locator('#file')
    expect(await panel.innerText()).toMatch(/8 kB \(8,000 bytes\)/)
    expect(await panel.innerText()).toMatch(/package\.json:7: files has "dist", which lets it in/)
    expect(await panel.innerText()).toMatch(/Since 0\.9\.0\s+new/)
    expect(await panel.innerText()).toContain('npx seaworthy why dist/cli.js.map')
    await panel.getByRole('link', { name: 'error: Original source in a source map' }).click()
    expect(await page.locator('#finding-1').getAttribute('open')).not.toBeNull()
    await map.getByRole('button', { name: /^deep\// }).click()
    expect(await page.locator('#crumbs').innerText()).toMatch(/example@1\.0\.0\s+dist\/\s+deep\/ +2 files/)
    expect(await map.getByRole('button').allTextContents()).toEqual([
      'one.js 7 kB, nothing found, in dist/deep',
      'two.js 6 kB, nothing found, in dist/deep',
    ])
    expect(await page.locator('#found').textContent()).toBe('2 files')
    expect(said).toEqual([])
  })

  test('the treemap by keyboard: one stop for Tab, arrows move, Enter opens, Escape goes back up', async () => {
    const { page } = await open(reportOf([leaky()]), { viewport: { width: 1200, height: 900 } })
    expect(await page.locator('#map [tabindex="0"]').count()).toBe(1)
    const focused = () => page.evaluate<string>('document.activeElement.textContent')
    await page.locator('#map [tabindex="0"]').focus()
    expect(await focused()).toMatch(/^dist\/ 30 kB, 4 files, error$/)
    await page.keyboard.press('ArrowDown')
    expect(await focused()).toMatch(/^deep\/ 13 kB, 2 files, nothing found, in dist$/)
    await page.keyboard.press('Enter')
    expect(await page.locator('#crumbs').innerText()).toMatch(/dist\/\s+deep\//)
    expect(await focused()).toMatch(/^one\.js 7 kB/)
    await page.keyboard.press('Enter')
    expect(await page.locator('#file h3').textContent()).toBe('dist/deep/one.js')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    expect(await page.locator('#crumbs button').count()).toBe(0)
    expect(await focused()).toMatch(/^dist\//)
  })

  test('colours can tell what changed since the last release instead', async () => {
    const { page } = await open(reportOf([leaky()]))
    await page.getByLabel('what changed').check()
    expect(await page.locator('#legend').innerText()).toBe('new: 1 file\nlarger: 1 file\nas before: 5 files')
    await page
      .locator('#map')
      .getByRole('button', { name: /cli\.js\.map 8 kB\s*, new, in dist/ })
      .waitFor()
  })

  test('exceptions say how many days they have left', async () => {
    const { page } = await open(reportOf([leaky()]))
    expect(await page.locator('#exceptions').innerText()).toContain('2026-12-09 9 days left')
  })

  test('on paper everything is unfolded, and folded again afterwards', async () => {
    const { page } = await open(reportOf([leaky()]))
    const closed = () => page.locator('details:not([open])').count()
    const before = await closed()
    expect(before).toBeGreaterThan(0)
    await page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(await closed()).toBe(0)
    await page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(await closed()).toBe(before)
  })

  test('without its script the page tells the verdict, the plan and every finding', async () => {
    const { page } = await open(reportOf([leaky()]), { javaScriptEnabled: false })
    const text = await page.locator('body').innerText()
    for (const part of ['Do not publish example@1.0.0', '"dist/*.js"', 'Original source in a source map'])
      expect(text).toContain(part)
    expect(await page.locator('#filter').isVisible()).toBe(false)
    expect(await page.locator('#picture').isVisible()).toBe(false)
  })

  test('1,000 findings and 10,000 files: few elements are drawn, the rest is found by search', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({
      path: `dist/${index % 40}/file-${index}.js`,
      size: 1 + ((index * 7919) % 90_000),
      digest: '0'.repeat(40),
    }))
    const findings = many.slice(0, 1000).map(({ path: name }, index) =>
      makeFinding({
        fingerprint: index.toString(16).padStart(16, '0'),
        template: { what: `The file {file} is number ${index}.`, why: 'Why.', fix: 'Fix.' },
        data: { file: name },
        places: [place({ path: name })],
      }),
    )
    const { page, said } = await open(
      reportOf([leaky({ findings, plan: null, inventory: makeInventory(many) })]),
    )
    expect(await page.locator('#findings details.card').count()).toBe(1000)
    expect(await page.locator('#map *').count()).toBeLessThan(6000)
    expect(await page.locator('#files tbody tr').count()).toBe(50)
    await page.locator('#find').fill('file-9999.')
    expect(await page.locator('#files tbody').innerText()).toContain('dist/39/file-9999.js')
    await page.locator('#search').fill('number 999.')
    expect(await page.locator('#findings details.card:not([hidden])').count()).toBe(1)
    expect(said).toEqual([])
  })

  test('names from a tarball stay text wherever the script puts them', async () => {
    const hostile = [
      ...Object.values(HOSTILE_TEXT),
      '</script><script>alert(1)</script>',
      '__proto__/constructor',
    ]
      .filter((text) => text !== '')
      .map((text, index) => ({ path: text, size: 1000 + index, digest: '0'.repeat(40) }))
    const causes = hostile.map(({ path: reason }, index) => ({
      cause: { path: reason, line: 1, reason },
      files: 1,
      ranges: [[index, index] satisfies [number, number]],
    }))
    const { page, said } = await open(
      reportOf([
        leaky({
          name: HOSTILE_TEXT.script ?? '',
          inventory: makeInventory(hostile),
          presence: causes,
          findings: hostile.map(({ path: text }) =>
            makeFinding({ title: text, places: [place({ path: text })] }),
          ),
        }),
      ]),
      { viewport: { width: 1600, height: 900 } },
    )
    const elements = () =>
      page.evaluate<string[]>(
        "[...new Set([...document.body.querySelectorAll('*')].map((one) => one.localName))].sort()",
      )
    await page.evaluate("document.querySelectorAll('#files button').forEach((button) => button.click())")
    const all = await elements()
    for (const name of ['img', 'iframe', 'style', 'object', 'video', 'marquee', 'font', 'table'])
      expect(all.includes(name)).toBe(name === 'table')
    expect(await page.locator('body script').count()).toBe(2)
    expect(await page.locator('#file h3').textContent()).not.toBe('')
    expect(said).toEqual([])
  })
})
