import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Program } from './measure.ts'
import type { Subject } from './subjects.ts'

/** Versions that this was written for; they are installed here on demand and are no dependencies. */
const PACKAGES = [
  'secretlint@13.0.6',
  '@secretlint/secretlint-rule-preset-recommend@13.0.7',
  'publint@0.3.25',
  'npm-pkg-lint@5.3.1',
]

export interface Peer {
  readonly name: string
  readonly program: (subject: Subject) => Program
}

/** Installs the peers into the cache folder unless they are there. */
export function installPeers(cache: string): readonly Peer[] {
  const folder = path.join(cache, 'peers')
  const bin = (name: string, file: string): string => path.join(folder, 'node_modules', name, file)
  if (!existsSync(path.join(folder, 'node_modules'))) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(path.join(folder, 'package.json'), '{"private":true}')
    execFileSync(
      'npm',
      ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...PACKAGES],
      {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    )
  }
  const config = path.join(folder, '.secretlintrc.json')
  writeFileSync(config, '{"rules":[{"id":"@secretlint/secretlint-rule-preset-recommend"}]}')
  return [
    {
      name: 'secretlint 13',
      // It reads no tarballs: it is given the files, unpacked beforehand.
      program: (subject) => ({
        script: bin('secretlint', 'bin/secretlint.js'),
        args: ['--secretlintrc', config, '--secretlintignore', '/dev/null', `${subject.folder}/**/*`],
        cwd: folder,
      }),
    },
    {
      name: 'publint 0.3',
      program: (subject) => ({
        script: bin('publint', 'src/cli.js'),
        args: ['run', subject.tarball],
        cwd: folder,
      }),
    },
    {
      name: 'npm-pkg-lint 5',
      program: (subject) => ({
        script: bin('npm-pkg-lint', 'bin/index.js'),
        args: ['--tarball', subject.tarball],
        cwd: folder,
      }),
    },
  ]
}
