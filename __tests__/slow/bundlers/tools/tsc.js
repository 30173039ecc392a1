import ts from 'typescript'
import { buildAll } from './sample-project.js'

/** Read once: the library's declarations are most of the work. */
const libraries = new Map()

const mode = (options) => (project) => {
  const settings = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    rootDir: `${project}/src`,
    outDir: `${project}/dist`,
    declaration: true,
    types: [],
    lib: ['lib.es2022.d.ts'],
    ...options,
    ...(options.incremental ? { tsBuildInfoFile: `${project}/dist/.tsbuildinfo` } : {}),
  }
  const host = ts.createCompilerHost(settings)
  const read = host.getSourceFile.bind(host)
  host.getSourceFile = (file, ...rest) => {
    if (!file.includes('/typescript/lib/')) return read(file, ...rest)
    if (!libraries.has(file)) libraries.set(file, read(file, ...rest))
    return libraries.get(file)
  }
  const rootNames = [`${project}/src/index.ts`]
  const program = settings.incremental
    ? ts.createIncrementalProgram({ rootNames, options: settings })
    : ts.createProgram(rootNames, settings, host)
  const problems = [...program.getSemanticDiagnostics(), ...program.emit().diagnostics]
  if (problems.length > 0) throw new Error(ts.formatDiagnostics(problems, host))
}

await buildAll({
  none: mode({}),
  sourceMap: mode({ sourceMap: true }),
  'sourceMap and inlineSources': mode({ sourceMap: true, inlineSources: true }),
  inlineSourceMap: mode({ inlineSourceMap: true }),
  'inlineSourceMap and inlineSources': mode({ inlineSourceMap: true, inlineSources: true }),
  declarationMap: mode({ declarationMap: true }),
  sourceRoot: mode({ sourceMap: true, sourceRoot: 'http://maps.corp.internal/shop/' }),
  incremental: mode({ incremental: true }),
})
