import { mkdir, writeFile } from 'node:fs/promises'
import { constants } from 'node:os'
import path from 'node:path'
import spawn from 'cross-spawn'
import { CannotLook, readMessage } from '../../model/cannot-look.ts'
import type { NpmSettings } from '../../pack/registry/npm-settings.ts'
import { findOwnPackages, type OwnPackages } from '../own-packages.ts'
import { type KnownRegistry, Registries } from '../registries.ts'
import { readAllSettings, readSettingsAt } from '../settings-at.ts'
import { buildCommandEnvironment, type CommandEnvironment } from './command-environment.ts'
import { collectCommandTexts, findNamedLogins, findNamedRegistries, nameUserconfig } from './command-texts.ts'
import type { PublishRecord } from './exchange.ts'
import { GuardServer } from './guard-server.ts'
import { IdentityTokens } from './identity-tokens.ts'
import type { JudgeTarball } from './judge-tarball.ts'
import { JudgedUploads } from './judged-uploads.ts'
import { writeLeadScript } from './lead-requests.ts'
import { findLoginsInProject, type LoginInProject } from './logins-in-project.ts'
import { writeStandIns } from './native-programs.ts'
import { refusePast } from './past-the-guard.ts'
import { writePlaceholderNpmrc } from './placeholder-npmrc.ts'
import { WithheldSecrets } from './withheld-secrets.ts'
import { readWrittenLogins } from './written-logins.ts'

/** What a guard is set up with. */
export interface GuardSetup {
  /** Where the command runs; absolute. */
  readonly directory: string
  /** A folder of ours. */
  readonly temporaryDirectory: string
  /** Null: nobody knows it. */
  readonly command: readonly string[] | null
  readonly environment: NodeJS.ProcessEnv
  /** Judges what comes by. */
  readonly judge: (own: OwnPackages) => JudgeTarball
}

/** A guard at work, and the environment by which a command is led to it. */
export interface Guard {
  readonly server: GuardServer
  /** What became of each publish so far. */
  readonly records: readonly PublishRecord[]
  readonly environment: CommandEnvironment
  readonly registries: Registries
  readonly connection: Readonly<Record<string, unknown>>
  readonly own: OwnPackages
  /** Logins that the command can read although we hold the real one. */
  readonly logins: readonly LoginInProject[]
  /** Registries whose login the command has written itself. */
  readonly learned: readonly string[]
  /** A folder for the head of PATH. */
  readonly programs: string
  /** Where the command runs; absolute. */
  readonly directory: string
  /** Of the command, and of every package script that it can come to. */
  readonly texts: readonly string[]
  /** The file of npm's settings that the command is given; absolute. */
  readonly npmrc: string
  /** The files that npm's settings were read from. */
  readonly npmFiles: NpmSettings['files']
  /** What the command has for every login. */
  readonly placeholder: string
}

/**
 * Starts a guard for the packages around a folder.
 * @throws CannotLook when the registry's configuration cannot be read, a setting would lead a publish past the guard,
 *   or it cannot listen.
 */
export async function startGuard(setup: GuardSetup): Promise<Guard> {
  const { directory, temporaryDirectory, command, judge } = setup
  const own = await findOwnPackages(directory)
  const texts = collectCommandTexts(command, own)
  const environment = nameUserconfig(setup.environment, texts, [directory, own.root])
  const settings = await readAllSettings(directory, own, environment)
  const [{ npm }] = settings
  const secrets = new WithheldSecrets()
  const registries = new Registries({
    settings,
    packages: own.packages,
    environment,
    named: findNamedRegistries(texts),
    placeholder: secrets.placeholder,
    reveal: (token) => secrets.reveal(token),
  })
  const records: PublishRecord[] = []
  const learned: string[] = []
  // What variables hold is withheld from the command.
  registries.learn(findNamedLogins(texts, environment))
  const folder = path.join(temporaryDirectory, 'guard')
  const identity = new IdentityTokens(environment)
  const server = new GuardServer({
    registries,
    connection: npm.connection,
    secrets,
    identity,
    uploads: new JudgedUploads(judge(own)),
    temporaryDirectory,
    renew: async (at) => {
      const ownFolder = registries.folders[at] ?? directory
      registries.renew(await readSettingsAt(ownFolder, own.root, environment), (url) => server.isItself(url))
      const { placeholder } = secrets
      learned.push(...registries.learn(await readWrittenLogins({ folder, environment, placeholder })))
    },
    onRecord: (record) => records.push(record),
  })
  await server.start().catch((error) => {
    throw new CannotLook(
      `The guard cannot listen on 127.0.0.1: ${readMessage(error)}. Nothing was started, so nothing was published.`,
    )
  })
  const guard = server.formatAddressFor('npm')
  const programs = path.join(folder, 'programs')
  await mkdir(programs, { recursive: true, mode: 0o700 })
  const npmrc = path.join(folder, 'npmrc')
  await writeFile(
    npmrc,
    await writePlaceholderNpmrc({
      settings: npm,
      registries: registries.all,
      guards: registries.folders.map((_folder, index) => server.formatAddressAt(index)),
      addressOf: (registry) => server.formatAddressOf(registry),
      placeholder: secrets.placeholder,
    }),
    { mode: 0o600 },
  )
  const script = path.join(folder, 'lead.cjs')
  const formatAddress = (registry: KnownRegistry): string => server.formatAddressOf(registry)
  const scopes = registries.scopes
  const places = registries.folders
    .map((folder, index) => ({ folder: `${folder}/`, guard: server.formatAddressAt(index) }))
    .slice(1)
    .sort((a, b) => b.folder.length - a.folder.length)
  const logins = findLoginsInProject(directory, own)
  const led = buildCommandEnvironment({
    environment,
    credentials: registries.all.flatMap(({ credential }) => credential ?? []),
    placeholder: secrets.placeholder,
    withhold: (token) => secrets.withhold(token),
    guard: {
      npm: guard,
      yarn: server.formatAddressFor('yarn'),
      identityToken: identity.source === null ? null : server.identityTokenAddress,
    },
    scopes,
    logins: logins.flatMap(({ registry }) => registry ?? []),
    npmrc,
    leadScript: script,
    programs,
    platform: process.platform,
    readyIdentityToken: identity.makeReadyCopy(),
  })
  await writeStandIns({
    folder: programs,
    searchPath: environment.PATH ?? '',
    guard,
    scopes,
    registries: registries.all,
    addressOf: formatAddress,
    leadScript: script,
    places,
    environment: led.lost,
  })
  await writeFile(
    script,
    writeLeadScript({
      port: server.port,
      registries: registries.all.map((one) => ({
        url: one.url,
        path: new URL(server.formatAddressOf(one)).pathname,
      })),
      environment: led.lost,
      guard,
      places,
    }),
  )
  try {
    await refusePast({ directory, own, texts, environment: led.variables, platform: process.platform })
  } catch (error) {
    await server.stop()
    throw error
  }
  return {
    server,
    records,
    environment: led,
    registries,
    connection: npm.connection,
    own,
    logins,
    learned,
    programs,
    directory,
    texts,
    npmrc,
    npmFiles: npm.files,
    placeholder: secrets.placeholder,
  }
}

export interface RunOptions {
  /** Where its standard output goes. */
  readonly output?: 'stdout' | 'stderr'
  /** A program and its arguments that become the command; empty: it is started as it is. */
  readonly startedBy?: readonly string[]
}

/**
 * Runs a command with the guard's environment, its input and output those of this process.
 * @returns Its exit status as a shell has it.
 * @throws CannotLook when it cannot be started.
 */
export function runCommand(
  command: readonly string[],
  directory: string,
  environment: CommandEnvironment,
  { output = 'stdout', startedBy = [] }: RunOptions = {},
): Promise<number> {
  const [program = '', ...args] = [...startedBy, ...command]
  return new Promise((resolve, reject) => {
    // On Windows, npm and its kin are scripts of the command interpreter.
    const child = spawn(program, args, {
      cwd: directory,
      env: environment.variables,
      stdio: ['inherit', output === 'stdout' ? 'inherit' : 2, 'inherit'],
    })
    const passSignal = (signal: NodeJS.Signals): void => void child.kill(signal)
    // Before those that end this process: the command must not live on without its guard.
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
    for (const signal of signals) process.prependListener(signal, passSignal)
    const finishCommand = (): void => {
      for (const signal of signals) process.off(signal, passSignal)
    }
    child.on('error', (error: NodeJS.ErrnoException) => {
      finishCommand()
      reject(
        new CannotLook(
          error.code === 'ENOENT'
            ? `There is no program ${program}. Write the command that publishes after --: seaworthy guard -- npm publish`
            : `${program} cannot be started: ${readMessage(error)}`,
        ),
      )
    })
    child.on('close', (code, signal) => {
      finishCommand()
      resolve(code ?? 128 + (signal === null ? 0 : (constants.signals[signal] ?? 0)))
    })
  })
}
