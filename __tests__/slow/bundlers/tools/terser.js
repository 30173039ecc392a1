import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { minify } from 'terser'
import ts from 'typescript'
import { buildAll } from './sample-project.js'

/** What tsc would have written: terser takes JavaScript only. */
function compiled() {
  const { outputText, sourceMapText } = ts.transpileModule(readFileSync('src/price.ts', 'utf8'), {
    fileName: 'price.ts',
    compilerOptions: { target: 'es2022', module: 'esnext', sourceMap: true, inlineSources: true },
  })
  return {
    code: outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'),
    map: JSON.stringify({ ...JSON.parse(sourceMapText), sources: ['../src/price.ts'] }),
  }
}

const mode = (sourceMapOf) => async () => {
  const { code, map: before } = compiled()
  const sourceMap = sourceMapOf(before)
  const { code: minified, map } = await minify({ 'price.js': code }, { module: true, sourceMap })
  mkdirSync('dist')
  writeFileSync('dist/price.min.js', minified)
  if (map && sourceMap.url !== 'inline') writeFileSync('dist/price.min.js.map', map)
}

const named = { filename: 'price.min.js', url: 'price.min.js.map' }

await buildAll({
  none: mode(() => false),
  'a map without texts': mode(() => named),
  includeSources: mode(() => ({ ...named, includeSources: true })),
  'a map of a map': mode((before) => ({ ...named, content: before })),
  'a map of a map with texts': mode((before) => ({ ...named, content: before, includeSources: true })),
  inline: mode((before) => ({ url: 'inline', content: before, includeSources: true })),
  'no comment': mode((before) => ({ filename: 'price.min.js', content: before, includeSources: true })),
})
