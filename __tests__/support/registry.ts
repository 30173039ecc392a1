import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { appendFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { buildTarball } from './build-tarball.ts'
import { node24 } from './runtimes.ts'

const FOLDER = path.join(path.dirname(fileURLToPath(import.meta.url)), 'registry')
const VERDACCIO = path.join(FOLDER, 'node_modules', 'verdaccio', 'bin', 'verdaccio')

export interface Registry {
  readonly url: string
  /** For `seaworthy` and npm: this registry, and a login that may publish. */
  readonly env: Readonly<Record<string, string>>
  /** Publishes files as npm would; returns the tarball. */
  publish(files: Readonly<Record<string, string>>, tag?: string): Promise<Buffer>
  npm(...args: string[]): Promise<void>
  /** Takes back everything that was published, so that the same names can be published again. */
  empty(): Promise<void>
  stop(): Promise<void>
}

/**
 * Starts verdaccio, a real npm registry, on loopback with nothing in it; Jest's global setup has installed it.
 * @param alsoFor a registry whose users get a login here too
 */
export async function startRegistry({ alsoFor }: { alsoFor?: Registry } = {}): Promise<Registry> {
  const folder = await mkdtemp(path.join(tmpdir(), 'registry-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/`
  const config = path.join(folder, 'config.yaml')
  await writeFile(config, CONFIG)
  const server = spawn(node24, [VERDACCIO, '--config', config, '--listen', `127.0.0.1:${port}`], {
    cwd: folder,
    stdio: 'ignore',
  })
  await awaitUp(url)
  const userconfig = path.join(folder, 'npmrc')
  const token = await logIn(url)
  await writeFile(userconfig, `registry=${url}\n//127.0.0.1:${port}/:_authToken=${token}\n`)
  const env = { npm_config_userconfig: userconfig }
  if (alsoFor !== undefined)
    await appendFile(alsoFor.env.npm_config_userconfig ?? '', `//127.0.0.1:${port}/:_authToken=${token}\n`)
  return {
    url,
    env,
    async publish(files, tag) {
      const tarball = buildTarball(files)
      await put(url, token, JSON.parse(files['package.json'] ?? '{}'), tarball, tag ?? 'latest')
      return tarball
    },
    async npm(...args) {
      await promisify(execFile)('npm', args, { cwd: folder, env: { ...process.env, ...env } })
    },
    async empty() {
      for (const name of await readdir(path.join(folder, 'storage')))
        if (!name.startsWith('.')) await rm(path.join(folder, 'storage', name), { recursive: true })
    },
    async stop() {
      const ended = once(server, 'exit')
      server.kill()
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const CONFIG = `
storage: ./storage
auth: { htpasswd: { file: ./htpasswd, max_users: 10 } }
packages:
  '@closed/*': { access: $authenticated, publish: $authenticated }
  '**': { access: $all, publish: $authenticated, unpublish: $authenticated }
max_body_size: 400mb
log: { type: stdout, format: json, level: fatal }
`

/** One version of a package, as the registry's API takes it (https://github.com/npm/registry, `PUT /{package}`). */
async function put(
  url: string,
  token: string,
  manifest: { name: string; version: string },
  tarball: Buffer,
  tag: string,
): Promise<void> {
  const { name, version } = manifest
  const file = `${name.replace(/^@/, '').replace('/', '-')}-${version}.tgz`
  const dist = {
    tarball: `${url}${name}/-/${file}`,
    shasum: createHash('sha1').update(tarball).digest('hex'),
    integrity: `sha512-${createHash('sha512').update(tarball).digest('base64')}`,
  }
  const attachment = {
    content_type: 'application/octet-stream',
    data: tarball.toString('base64'),
    length: tarball.length,
  }
  await send(`${url}${name.replace('/', '%2f')}`, token, {
    _id: name,
    name,
    'dist-tags': { [tag]: version },
    versions: { [version]: { ...manifest, _id: `${name}@${version}`, dist } },
    _attachments: { [file]: attachment },
  })
}

async function logIn(url: string): Promise<string> {
  const answer = await send(`${url}-/user/org.couchdb.user:tester`, null, {
    name: 'tester',
    password: 'a password of the test',
  })
  return (answer as { token: string }).token
}

async function send(url: string, token: string | null, body: object): Promise<unknown> {
  const response = await fetch(url, {
    method: 'PUT',
    headers: {
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`The registry says ${response.status}: ${await response.text()}`)
  return response.json()
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('There is no free port.')
  return address.port
}

async function awaitUp(url: string): Promise<void> {
  for (let attempt = 0; attempt < 1_100; attempt += 1) {
    const up = await fetch(`${url}-/ping`).then(
      (response) => response.ok,
      () => false,
    )
    if (up) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The registry did not start within two minutes.')
}
