import * as z from 'zod'
import { isBuildMachinePath } from '../../knowledge/build-machines.ts'
import { findSofteningAt } from '../../knowledge/path-role.ts'
import type { FoundMap, PackageFacts } from '../../model/package-facts.ts'
import { defineRule, type Place } from '../../model/rule.ts'
import { recogniseMachinePath } from './content/machine-path.ts'

export default defineRule({
  meta: {
    id: 'source-map/build-path',
    title: 'Path of the build machine in a source map',
    why: 'Absolute paths in a map name the user who built the package, the folders of their machine or the layout of the build service. They are of no use to readers, differ from build to build, and are the first thing an attacker wants to know.',
    fix: 'Let the build write relative paths: set `sourceRoot` to nothing, and have the bundler name sources relative to the output (webpack: `devtoolModuleFilenameTemplate`; rollup: `sourcemapPathTransform`).',
    severity: 'error',
    traits: { harm: 'source', subject: 'source-map', remedy: 'map', binds: 'said' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    user: {
      what: 'A source map names the folder of user {user} on the machine that built it: {root}.',
      why: 'It tells the name of a person or an account and where they keep their work.',
      fix: 'Have the build write paths relative to the output.',
    },
    service: {
      what: 'A source map names the folder of a build service: {root}.',
      why: 'The folder is the same for everybody who builds there; what follows it tells how the repository is laid out.',
      fix: 'Have the build write paths relative to the output.',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
    declared: {
      what: 'A declaration map names a folder of the machine that built it: {root}.',
      why: 'It holds no text, but tells where somebody keeps their work.',
      fix: 'Turn `declarationMap` off for the release, or have the build write paths relative to the output.',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
    shown: {
      what: 'A source map among tests or examples names an absolute path: {root}.',
      why: 'It is most likely an example.',
      fix: 'Make up the path, or leave the folder out of the tarball.',
      severity: 'warning',
    },
    path: {
      what: 'A source map names an absolute path of the machine that built it: {root}.',
      why: 'It tells how the build machine is laid out.',
      fix: 'Have the build write paths relative to the output.',
    },
  },
  package(facts, context) {
    for (const { place, names, isDeclaration } of listNamed(facts)) {
      const seen = new Set<string>()
      for (const name of names) {
        const found = recogniseMachinePath(name)
        if (found === null || seen.has(found.root)) continue
        seen.add(found.root)
        const { root, user } = found
        const at = [{ ...place, evidence: name }]
        if (findSofteningAt('map', place.path) !== null)
          context.report({ message: 'shown', data: { root }, at })
        else if (isBuildMachinePath(`${root}/`)) context.report({ message: 'service', data: { root }, at })
        else if (isDeclaration) context.report({ message: 'declared', data: { root }, at })
        else if (user === null) context.report({ message: 'path', data: { root }, at })
        else context.report({ message: 'user', data: { root, user }, at })
      }
    }
  },
})

interface Named {
  readonly place: Place
  readonly names: readonly string[]
  /** Whether it is of a declaration map without texts. */
  readonly isDeclaration: boolean
}

function* listNamed({ maps, references }: PackageFacts): Generator<Named> {
  for (const { path, trail, line, column, url } of references)
    yield { place: { path, trail, line, column }, names: [url], isDeclaration: false }
  for (const map of maps) {
    const isDeclaration = map.texts === 0 && /\.d\.[cm]?ts\.map$/i.test(map.path)
    yield { place: { path: map.path, trail: map.trail }, names: listNames(map), isDeclaration }
  }
}

function listNames({ document }: FoundMap): string[] {
  const { sourceRoot, file, sources, sectionUrls } = document
  const own = [sourceRoot, file, ...sectionUrls, ...sources.map(({ name }) => name)]
  return own.filter((name) => name !== null)
}
