// Draws the pull request comment and the HTML report of the leaky example into docs/images, for the README: npm run picture
// Any other page of Markdown: npm run picture -- page.md page.png [width]
// Needs cmark-gfm, GitHub's own Markdown parser, and chromium, both Debian packages.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runGate } from '../src/gate/gate.ts'
import type { Report } from '../src/model/report.ts'
import { renderComment } from '../src/reporters/comment.ts'
import { renderHtml } from '../src/reporters/html/render-html.ts'
import { renderInFrame } from './picture-style.ts'
import { shrinkPng } from './shrink-png.ts'

const WIDTH = 780
const SCALE = 1.5
const TALLEST = 16_000
const folder = mkdtempSync(path.join(tmpdir(), 'seaworthy-picture-'))
const PAGE_WIDTH = 1200
const [source, target, width = String(WIDTH)] = process.argv.slice(2)
try {
  if (source !== undefined && target !== undefined) {
    const text = readFileSync(source, 'utf8')
    draw(
      source.endsWith('.html') ? text : renderInFrame(renderMarkdown(text)),
      path.resolve(target),
      Number(width),
    )
  } else {
    const report = await makeLeakyReport()
    draw(
      renderInFrame(renderMarkdown(renderPictureComment(report))),
      path.resolve('docs/images/comment.png'),
      WIDTH,
    )
    draw(renderHtml(report), path.resolve('docs/images/page.png'), PAGE_WIDTH)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function makeLeakyReport(): Promise<Report> {
  const report = await runGate({
    targets: ['examples/leaky-package'],
    directory: process.cwd(),
    profile: null,
    failOn: null,
    configFile: null,
    baseline: 'none',
    runScripts: false,
    repository: { visibility: null, checkout: null },
    temporaryDirectory: folder,
    keepTarballs: false,
  })
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  return { ...report, tool: { ...report.tool, version } }
}

function renderPictureComment(report: Report): string {
  return renderComment(report, {
    marker: 'picture',
    runUrl: 'https://github.com/acme/assistant/actions/runs/1',
    run: { number: 1, attempt: 1, commit: '8c1f2ab'.padEnd(40, '0') },
    previous: null,
    limit: 60_000,
  })
}

function renderMarkdown(markdown: string): string {
  const extensions = ['table', 'autolink', 'strikethrough', 'tasklist', 'tagfilter']
  const options = ['--unsafe', ...extensions.flatMap((name) => ['-e', name])]
  return execFileSync('cmark-gfm', options, { input: markdown, encoding: 'utf8', maxBuffer: 1 << 28 })
}

/** Twice: once to learn how tall the page is, once to draw it. */
function draw(html: string, target: string, wide: number): void {
  const file = path.join(folder, 'page.html')
  const measure = '<script>document.title = document.documentElement.scrollHeight</script>'
  const open = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
  writeFileSync(file, open.replace('</html>', `${measure}</html>`))
  const dom = runChromium(wide, 100, '--dump-dom', file)
  const tall = Math.min(TALLEST, Number(/<title>(\d+)<\/title>/.exec(dom)?.[1] ?? 2000))
  writeFileSync(file, html)
  runChromium(wide, tall, `--screenshot=${target}`, file)
  writeFileSync(target, shrinkPng(readFileSync(target)))
  console.log(`${target}: ${wide} × ${tall}, ${Math.round(statSync(target).size / 1000)} kB`)
}

function runChromium(wide: number, tall: number, action: string, file: string): string {
  const options = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--hide-scrollbars',
    '--disable-lcd-text',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    `--user-data-dir=${mkdtempSync(path.join(folder, 'profile-'))}`,
    `--force-device-scale-factor=${SCALE}`,
    `--window-size=${wide},${tall}`,
  ]
  return execFileSync('chromium', [...options, action, `file://${file}`], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 60_000,
  })
}
