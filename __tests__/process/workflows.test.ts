import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { buildZip } from '../support/build-zip.ts'
import { readKeyValueFile } from '../support/runner-files.ts'
import { checkWorkflow } from '../support/workflow-check.ts'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..')
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')
const actionYml = read('action.yml')

/** Files below a folder of the repository, by ending. */
function files(folder: string, ending: RegExp): string[] {
  if (!existsSync(path.join(root, folder))) return []
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file))
    .map((file) => `${folder}/${file.split(path.sep).join('/')}`)
}

const own = files('.github/workflows', /\.ya?ml$/)
const examples = files('examples/workflows', /\.ya?ml$/)
const workflows = [...own, ...examples]

/** The workflows in a Markdown file: fenced YAML that has jobs or steps, made whole where it shows only a part. */
function snippets(file: string, markdown: string): { title: string; text: string }[] {
  return [...markdown.matchAll(/^( *)```ya?ml\r?\n([\s\S]*?)^\1```/gm)].flatMap(
    ([, indent = '', body = ''], index) => {
      const text = wholeWorkflow(body.replace(new RegExp(`^${indent}`, 'gm'), ''))
      return text === null ? [] : [{ title: `${file}, YAML ${index + 1}`, text }]
    },
  )
}

async function checkSnippets(file: string, markdown: string): Promise<string[]> {
  const problems = snippets(file, markdown).map(async ({ title, text }) =>
    (await checkWorkflow('.github/workflows/snippet.yml', text, actionYml)).map(
      (problem) => `${title}: ${problem}`,
    ),
  )
  return (await Promise.all(problems)).flat()
}

function wholeWorkflow(text: string): string | null {
  const indented = (by: number): string => text.replace(/^(?=.)/gm, ' '.repeat(by))
  if (/^on:/m.test(text)) return text
  if (/^jobs:/m.test(text)) return `on: pull_request\n${text}`
  const job = 'on: pull_request\njobs:\n  job:\n    runs-on: ubuntu-latest\n'
  if (/^steps:/m.test(text)) return `${job}${indented(4)}`
  if (/^- (uses|run|name|id|if):/m.test(text)) return `${job}    steps:\n${indented(6)}`
  return null
}

const documents = ['README.md', 'CONTRIBUTING.md', ...files('docs', /\.md$/)].filter((file) =>
  existsSync(path.join(root, file)),
)

describe('by the rules of GitHub itself, nothing is wrong with', () => {
  test('action.yml', async () => {
    expect(await checkWorkflow('action.yml', actionYml, actionYml)).toEqual([])
  })

  test.each(workflows)('%s', async (file) => {
    expect(await checkWorkflow(`.github/workflows/${path.basename(file)}`, read(file), actionYml)).toEqual([])
  })

  test('the workflows shown in the README and the documentation', async () => {
    const problems = await Promise.all(documents.map((file) => checkSnippets(file, read(file))))
    expect(problems.flat()).toEqual([])
  })
})

describe('the check sees', () => {
  const workflow = (step: string): string =>
    `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - ${step}\n`

  test.each([
    [
      'a misspelt input of the published Action',
      workflow('uses: seaworthy-dev/seaworthy@v0\n        with:\n          fail-onn: error'),
      /fail-onn/,
    ],
    [
      'a misspelt input of the Action in place',
      workflow('uses: ./\n        with:\n          pathh: a'),
      /pathh/,
    ],
    ['an unknown event', 'on: pull_requests\njobs: {}\n', /pull_requests/],
    ['an unknown context', workflow('run: echo $' + '{{ nothing.here }}'), /nothing/],
    ['an unknown permission', `permissions:\n  comments: write\n${workflow('run: a')}`, /comments/],
  ])('%s', async (_title, text, message) => {
    expect((await checkWorkflow('.github/workflows/bad.yml', text, actionYml)).join('\n')).toMatch(message)
  })

  test.each([
    [
      'a whole workflow',
      'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: seaworthy-dev/seaworthy@v0\n        with: { oops: 1 }\n',
    ],
    [
      'a job',
      'jobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: seaworthy-dev/seaworthy@v0\n        with: { oops: 1 }\n',
    ],
    ['steps', 'steps:\n  - uses: seaworthy-dev/seaworthy@v0\n    with:\n      oops: 1\n'],
    ['one step', '- uses: seaworthy-dev/seaworthy@v0\n  with:\n    oops: 1\n'],
  ])('%s in Markdown', async (_title, yaml) => {
    const problems = await checkSnippets(
      'page.md',
      `Text\n\n\`\`\`yaml\n${yaml}\`\`\`\n\n\`\`\`sh\nnpm ci\n\`\`\`\n`,
    )
    expect(problems.join()).toMatch(/page.md, YAML 1: .*oops/)
  })

  test('an action.yml that the runner would refuse', async () => {
    const broken = actionYml.replace('node24', 'node22')
    expect(await checkWorkflow('action.yml', broken, broken)).not.toEqual([])
  })
})

test.each(workflows)('%s gives every input that it names a value', (file) => {
  const { jobs } = parse(read(file)) as {
    jobs: Record<string, { steps?: { with?: Record<string, string | boolean | number | null> }[] }>
  }
  const given = Object.values(jobs).flatMap(({ steps = [] }) => steps.map((step) => step.with ?? {}))
  for (const inputs of given)
    for (const value of Object.values(inputs)) expect(`${value ?? ''}`.trim()).not.toBe('')
})

test('every example says what its permissions are for', () => {
  for (const file of examples) {
    const text = read(file)
    const granted = [...text.matchAll(/^\s+([a-z-]+): (?:read|write)\b/gm)].map(([, name = '']) => name)
    for (const name of granted) expect(text).toMatch(new RegExp(`^# ${name}: (read|write)`, 'm'))
  }
})

test.each(examples)('docs/github.md shows %s with a row for each of its permissions', (file) => {
  const [, after = ''] = read('docs/github.md').split(`](../${file})`)
  const [section = ''] = after.split(/^#+ /m)
  const granted = new Set(
    [...read(file).matchAll(/^ {6}([a-z-]+): (read|write)\b/gm)].map(
      ([, name, access]) => `${name}: ${access}`,
    ),
  )
  expect([...section.matchAll(/^\| `([a-z-]+: \w+)` \| /gm)].map(([, row]) => row).sort()).toEqual(
    [...granted].sort(),
  )
})

/** The script of a step of an example, by the step's id or name. */
function script(file: string, step: string): string {
  const { jobs } = parse(read(`examples/workflows/${file}`)) as {
    jobs: Record<string, { steps: { id?: string; name?: string; run?: string }[] }>
  }
  const steps = Object.values(jobs).flatMap((job) => job.steps)
  const found = steps.find(({ id, name }) => id === step || name === step)?.run
  if (found === undefined) throw new Error(`no step ${step} with a script in ${file}`)
  return found
}

/** Runs a script as the runner does (`bash -e`), in an empty folder with these files. */
function runScript(
  text: string,
  given: {
    env?: Record<string, string>
    files?: Record<string, string | Buffer>
    /** A program of ours by this name, which the script finds before any other. */
    program?: { name: string; script: string }
    /** A file to read when the script has ended. */
    reads?: string
  },
) {
  const folder = mkdtempSync(path.join(tmpdir(), 'seaworthy-step-'))
  try {
    for (const [name, content] of Object.entries(given.files ?? {})) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
      writeFileSync(path.join(folder, name), content)
    }
    const output = path.join(folder, 'output')
    writeFileSync(output, '')
    const programs = path.join(folder, 'programs')
    mkdirSync(programs)
    if (given.program !== undefined)
      writeFileSync(path.join(programs, given.program.name), given.program.script, { mode: 0o755 })
    const search = `${programs}${path.delimiter}${process.env.PATH ?? ''}`
    const env = { PATH: search, GITHUB_OUTPUT: output, ...given.env }
    const { status } = spawnSync('bash', ['-e', '-c', text], { cwd: folder, env })
    const read = given.reads === undefined ? '' : readFileSync(path.join(folder, given.reads), 'utf8')
    return { status, outputs: readKeyValueFile(readFileSync(output, 'utf8')), read }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('the scripts in the examples', () => {
  test('release.yml publishes the tarball that was looked at, and nothing else', () => {
    const text = script('release.yml', 'The bytes that were looked at, and no others')
    const env = { SHA256: createHash('sha256').update('good').digest('hex') }
    const status = (files: Record<string, string>) => runScript(text, { env, files }).status
    expect(status({ 'tarball/a-1.0.0.tgz': 'good' })).toBe(0)
    expect(status({ 'tarball/a-1.0.0.tgz': 'evil' })).not.toBe(0)
    expect(status({ 'tarball/a-1.0.0.tgz': 'good', 'tarball/b-1.0.0.tgz': 'evil' })).not.toBe(0)
    expect(status({})).not.toBe(0)
    expect(runScript(text, { env: { SHA256: '' }, files: { 'tarball/a.tgz': 'good' } }).status).not.toBe(0)
  })

  test('audit.yml parts folders and versions from tarballs', () => {
    const env = { TARGETS: 'packages/a x@1.0.0 out/a.tgz @s/b@2.0.0 *' }
    const { status, outputs } = runScript(script('audit.yml', 'list'), { env, files: { 'a.txt': '' } })
    expect(status).toBe(0)
    expect(outputs).toEqual({ paths: 'packages/a\nx@1.0.0\n@s/b@2.0.0\n*', tarballs: 'out/a.tgz' })
  })
})

describe('collect.yml', () => {
  const text = script('collect.yml', 'Their lines')
  const LINE = '{"a":1,"repository":"acme/web"}\n'
  /** `gh api <path> …`: two repositories, the first without artifacts that can be read, the second with one. */
  const gh = `#!/bin/sh
case "$2" in
  repos/acme/closed/*) exit 1 ;;
  repos/acme/web/actions/artifacts\\?*) echo 7 ;;
  repos/acme/web/actions/artifacts/7/zip) cat artifact-7.zip ;;
  *) echo "unexpected: $2" >&2; exit 1 ;;
esac
`
  const collected = (members: Record<string, string>) =>
    runScript(text, {
      env: { ARTIFACTS: '10' },
      program: { name: 'gh', script: gh },
      files: {
        'repositories.txt': 'acme/closed\nacme/web\n',
        'artifact-7.zip': buildZip(
          Object.entries(members).map(([name, content]) => ({ name, content: Buffer.from(content) })),
        ),
      },
      reads: 'records/2.ndjson',
    })

  test('puts the lines of every repository into a file of ours', () => {
    expect(collected({ 'seaworthy.ndjson': '{"a":1}\n' })).toMatchObject({ status: 0, read: LINE })
  })

  test('no repository speaks for another one, and what is no line stays one', () => {
    const members = { 'seaworthy.ndjson': '{"a":1,"repository":"acme/api"}\nno line\n' }
    expect(collected(members)).toMatchObject({ status: 0, read: `${LINE}{"repository":"acme/web"}\n` })
  })

  test('an archive writes nothing but lines, wherever its members want to go', () => {
    expect(collected({ '../../records/1.ndjson': '{"a":1}\n', 'run.sh': 'exit 1' })).toMatchObject({
      status: 0,
      read: LINE,
    })
  })

  test('an archive without lines, or that is none, is no trouble', () => {
    expect(collected({ 'other.txt': 'a' })).toMatchObject({ status: 0, read: '' })
  })
})

test.each(workflows)(
  '%s pins every action by its commit, says which version that is, and hands on no secrets wholesale',
  (file) => {
    const text = read(file)
    const used = [...text.matchAll(/^\s*(?:- )?uses: (\S+)(.*)$/gm)].filter(
      ([, action = '']) => !action.startsWith('./') && !action.startsWith('seaworthy-dev/'),
    )
    for (const [line] of used) expect(line).toMatch(/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
    expect(text).not.toMatch(/secrets: inherit/)
  },
)

test.each(workflows)('%s runs in a group, and no release is cut off by the next', (file) => {
  const { concurrency } = parse(read(file)) as {
    concurrency?: { group?: string; 'cancel-in-progress'?: unknown }
  }
  expect(concurrency?.group).toMatch(/\S/)
  const publishes = /id-token: write|mode: (?:publish|guard)|NPM_TOKEN|\b(?:publish|guard)\b.*--/.test(
    read(file),
  )
  if (publishes) expect(concurrency?.['cancel-in-progress']).toBe(false)
})

test('the workflows in the documentation that publish pin their actions and run one at a time', () => {
  for (const file of ['docs/guard.md', 'docs/attestation.md']) {
    for (const [, action = ''] of read(file).matchAll(/uses: (\S+)/g))
      if (!action.startsWith('seaworthy-dev/')) expect(action).toMatch(/@[0-9a-f]{40}$/)
    for (const { text } of snippets(file, read(file)))
      if (/^ {2}release:$/m.test(text)) expect(text).toMatch(/cancel-in-progress: false/)
  }
})

test.each(workflows)('%s grants nothing by default and keeps the token out of the checkout', (file) => {
  const workflow = parse(read(file)) as {
    permissions?: unknown
    jobs: Record<
      string,
      { permissions?: unknown; steps?: { uses?: string; with?: Record<string, unknown> }[] }
    >
  }
  expect(workflow.permissions).toEqual({})
  for (const [name, job] of Object.entries(workflow.jobs)) {
    expect({ name, permissions: job.permissions }).toEqual({ name, permissions: expect.any(Object) })
    for (const step of job.steps ?? [])
      if (step.uses?.startsWith('actions/checkout@'))
        expect(step.with).toMatchObject({ 'persist-credentials': false })
  }
})

describe('action.yml', () => {
  const { inputs, outputs } = parse(actionYml) as Record<
    'inputs' | 'outputs',
    Record<string, { description: string }>
  >
  const source = files('src/action', /\.ts$/).map(read).join('\n')

  test.each(Object.entries(inputs))(
    'the input %s says what it accepts, and is read',
    (name, { description }) => {
      expect(description).toMatch(/Accepts: /)
      expect(source.includes(`'${name}'`) || source.includes(`INPUT_${name.toUpperCase()}`)).toBe(true)
    },
  )

  test.each(Object.entries(outputs))(
    'the output %s says what it can be, and is written',
    (name, { description }) => {
      expect(description).toMatch(/One of: |A number|A path|A string|digits/)
      expect(/^(errors|warnings|notices)$/.test(name) || new RegExp(`\\b'?${name}'?[:,]`).test(source)).toBe(
        true,
      )
    },
  )
})
