import { build } from 'esbuild'
import { buildAll } from './sample-project.js'

const mode = (options) => (project) =>
  build({
    absWorkingDir: project,
    entryPoints: ['src/index.ts'],
    outdir: 'dist',
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    logLevel: 'error',
    ...options,
  })

await buildAll({
  none: mode({ sourcemap: false }),
  linked: mode({ sourcemap: 'linked' }),
  external: mode({ sourcemap: 'external' }),
  inline: mode({ sourcemap: 'inline' }),
  both: mode({ sourcemap: 'both' }),
  'without texts': mode({ sourcemap: 'linked', sourcesContent: false }),
  'inline without texts': mode({ sourcemap: 'inline', sourcesContent: false }),
})
