import { build } from 'vite'
import { buildAll } from './sample-project.js'

const mode = (sourcemap) => (project) =>
  build({
    root: project,
    configFile: false,
    logLevel: 'error',
    build: {
      lib: { entry: 'src/index.ts', formats: ['es', 'cjs'], fileName: 'index' },
      sourcemap,
      minify: 'esbuild',
    },
  })

await buildAll({ none: mode(false), true: mode(true), inline: mode('inline'), hidden: mode('hidden') })
