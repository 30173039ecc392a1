// Writes the declarations of the library into one file, so that the package has no tree of types.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** An import or a re-export of types, which the one file has no need of. */
const LINK = /^(?:import|export) type (?:\*|\{[^}]*\}) from '(\.[^']+)';\n/gm

/** The declarations of an entry and of all that its types are made of, each exported. */
export function bundleTypes(root, entry) {
  const folder = path.join(root, '.tmp', `types-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  try {
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(buildSettings(root, entry)))
    execFileSync(path.join(root, 'node_modules', '.bin', 'tsc'), ['-p', folder], {
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    })
    const start = path.join(folder, path.relative('src', entry).replace(/\.ts$/, '.d.ts'))
    const texts = [...collectDeclarations(start)].map(([file, text]) =>
      // Values of inner files are no exports of the library; their types are.
      (file === start ? text : text.replace(/^export declare (?=const|function|class)/gm, 'declare ')).trim(),
    )
    return `${texts.join('\n')}\nexport {};\n`
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function buildSettings(root, entry) {
  return {
    extends: path.join(root, 'tsconfig.json'),
    compilerOptions: {
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      outDir: '.',
      rootDir: path.join(root, 'src'),
      typeRoots: [path.join(root, 'node_modules', '@types')],
    },
    include: [path.join(root, 'src', '**', '*.d.ts')],
    files: [path.join(root, entry)],
  }
}

/** File → its declarations, what is imported first. */
function collectDeclarations(file, done = new Map()) {
  if (done.has(file)) return done
  done.set(file, '')
  const text = readFileSync(file, 'utf8')
  for (const [, target] of text.matchAll(LINK))
    collectDeclarations(path.resolve(path.dirname(file), target.replace(/\.ts$/, '.d.ts')), done)
  done.delete(file)
  done.set(file, text.replace(LINK, '').replace(/^export \{\};\n/gm, ''))
  return done
}
