import { mkdirSync, writeFileSync } from 'node:fs'
import { transformFile } from '@swc/core'
import { buildAll } from './sample-project.js'

const mode = (options) => async () => {
  mkdirSync('dist')
  for (const name of ['index', 'price']) {
    const { code, map } = await transformFile(`src/${name}.ts`, {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      sourceFileName: `../src/${name}.ts`,
      ...options,
    })
    const comment = map === undefined ? '' : `\n//# sourceMappingURL=${name}.js.map\n`
    writeFileSync(`dist/${name}.js`, code + comment)
    if (map !== undefined) writeFileSync(`dist/${name}.js.map`, map)
  }
}

await buildAll({
  none: mode({ sourceMaps: false }),
  true: mode({ sourceMaps: true }),
  'without texts': mode({ sourceMaps: true, inlineSourcesContent: false }),
  inline: mode({ sourceMaps: 'inline' }),
  'inline and minified': mode({ sourceMaps: 'inline', minify: true }),
})
