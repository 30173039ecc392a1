import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import MiniCssExtractPlugin from 'mini-css-extract-plugin'
import webpack from 'webpack'
import { buildAll } from './sample-project.js'

const require = createRequire(import.meta.url)
const run = promisify(webpack)

/** Without maps of the loader's own, webpack knows only what the loader made of the source. */
const loaderOptions = { transpileOnly: true, compilerOptions: { sourceMap: true } }

const mode = (devtool, more) => async (project) => {
  const stats = await run({
    context: project,
    mode: 'production',
    devtool,
    entry: './src/index.ts',
    output: { path: `${project}/dist`, filename: 'index.js', library: { type: 'commonjs2' } },
    resolve: { extensions: ['.ts', '.js'] },
    module: {
      rules: [
        { test: /\.ts$/, loader: require.resolve('ts-loader'), options: loaderOptions },
        { test: /\.css$/, use: [MiniCssExtractPlugin.loader, require.resolve('css-loader')] },
      ],
    },
    plugins: [new MiniCssExtractPlugin({ filename: 'index.css' })],
    ...more,
  })
  if (stats.hasErrors()) throw new Error(stats.toString('errors-only'))
}

await buildAll({
  none: mode(false),
  'source-map': mode('source-map'),
  'inline-source-map': mode('inline-source-map'),
  'hidden-source-map': mode('hidden-source-map'),
  'nosources-source-map': mode('nosources-source-map'),
  'inline-nosources-source-map': mode('inline-nosources-source-map', { mode: 'development' }),
  'cheap-source-map': mode('cheap-source-map', { mode: 'development' }),
  'cheap-module-source-map': mode('cheap-module-source-map', { mode: 'development' }),
  'inline-cheap-module-source-map': mode('inline-cheap-module-source-map', { mode: 'development' }),
  eval: mode('eval', { mode: 'development' }),
  'eval-source-map': mode('eval-source-map', { mode: 'development' }),
  'eval-cheap-module-source-map': mode('eval-cheap-module-source-map', { mode: 'development' }),
  'eval-nosources-source-map': mode('eval-nosources-source-map', { mode: 'development' }),
})
