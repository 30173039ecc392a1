import { nodeResolve } from '@rollup/plugin-node-resolve'
import { rollup } from 'rollup'
import ts from 'typescript'
import { buildAll } from './sample-project.js'

/** What @rollup/plugin-typescript and a plugin for style sheets do, without their type checks and options. */
const loaders = {
  name: 'loaders',
  resolveId(name, from) {
    return name === './price' ? this.resolve('./price.ts', from) : null
  },
  transform(code, id) {
    if (id.endsWith('.css')) return { code: `export default ${JSON.stringify(code)}`, map: { mappings: '' } }
    if (!id.endsWith('.ts')) return null
    const { outputText, sourceMapText } = ts.transpileModule(code, {
      fileName: id,
      compilerOptions: { target: 'es2022', module: 'esnext', sourceMap: true, verbatimModuleSyntax: false },
    })
    return { code: outputText, map: sourceMapText }
  },
}

const mode = (output) => async () => {
  const bundle = await rollup({ input: 'src/index.ts', plugins: [loaders, nodeResolve({ browser: true })] })
  await bundle.write({ dir: 'dist', format: 'es', ...output })
}

await buildAll({
  none: mode({ sourcemap: false }),
  true: mode({ sourcemap: true }),
  inline: mode({ sourcemap: 'inline' }),
  hidden: mode({ sourcemap: 'hidden' }),
  'without texts': mode({ sourcemap: true, sourcemapExcludeSources: true }),
  'on a bucket': mode({ sourcemap: true, sourcemapBaseUrl: 'https://shop-artifacts.s3.amazonaws.com/maps/' }),
})
