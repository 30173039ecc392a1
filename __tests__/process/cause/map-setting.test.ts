import { mkdir, rm, symlink } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { applyChange } from '../../../src/cause/line-change.ts'
import type { MapForm } from '../../../src/cause/map-making.ts'
import { findMapSetting } from '../../../src/cause/map-setting.ts'
import { PackageFolder } from '../../../src/cause/package-folder.ts'
import { makeFolder } from '../../support/command-line.ts'

interface Case {
  readonly title: string
  readonly files: Readonly<Record<string, string>>
  /** Links by where they are, to folders of the package. */
  readonly links?: Readonly<Record<string, string>>
  readonly form?: MapForm
  readonly hasTexts?: boolean
  /** `path:line text`, or null where none is to be found. */
  readonly found: string | null
  /** The changed file, or null where no edit is known. */
  readonly after?: string | null
}

const build = (script: string): Readonly<Record<string, string>> => ({
  'package.json': `{\n  "name": "p",\n  "scripts": {\n    "build": ${JSON.stringify(script)}\n  }\n}\n`,
})
const vite = (value: string): string => `export default {\n  build: {\n    sourcemap: ${value},\n  },\n}\n`
const tsconfig = (options: string): string =>
  `{\n  // for the release\n  "compilerOptions": {\n${options}\n  }\n}\n`

const CASES: readonly Case[] = [
  {
    title: 'tsc by references',
    files: {
      ...build('tsc -b'),
      'tsconfig.json':
        '{ "files": [], "references": [{ "path": "./tsconfig.lib.json" }, { "path": "../other" }] }\n',
      'tsconfig.lib.json': tsconfig('    "sourceMap": true,\n    "inlineSources": true'),
    },
    found: 'tsconfig.lib.json:4 "sourceMap": true` with `"inlineSources"',
    after: tsconfig('    "sourceMap": false,\n    "inlineSources": false'),
  },
  {
    title: 'tsc with a configuration of an installed package, which an edit of ours overrides',
    files: {
      ...build('vue-tsc'),
      'tsconfig.json': '{\n  "extends": "@acme/config/base",\n  "compilerOptions": { "outDir": "dist" }\n}\n',
      'node_modules/@acme/config/base.json':
        '{ "compilerOptions": { "sourceMap": true, "inlineSources": true } }\n',
    },
    found: 'node_modules/@acme/config/base.json:1 "sourceMap": true` with `"inlineSources"',
    after:
      '{\n  "extends": "@acme/config/base",\n  "compilerOptions": { "inlineSources": false, "sourceMap": false, "outDir": "dist" }\n}\n',
  },
  {
    title: 'a configuration for the build that inherits from the usual one: there, once for both',
    files: {
      ...build('zshy'),
      'tsconfig.json': tsconfig('    "sourceMap": true,\n    "inlineSources": true'),
      'tsconfig.build.json': '{ "extends": "./tsconfig.json", "compilerOptions": {} }\n',
    },
    found: 'tsconfig.json:4 "sourceMap": true` with `"inlineSources"',
    after: tsconfig('    "sourceMap": false,\n    "inlineSources": false'),
  },
  {
    title: 'the configuration for the editor beside the one that builds',
    files: {
      ...build('tsc -p tsconfig.build.json'),
      'tsconfig.json': tsconfig('    "sourceMap": true,\n    "inlineSources": true'),
      'tsconfig.build.json': tsconfig('    "outDir": "dist"'),
    },
    found: null,
  },
  {
    title: 'a step of a pipeline of gulp, beside the code',
    files: {
      ...build('gulp'),
      'gulpfile.js':
        "exports.default = () =>\n  src('src/*.js')\n    .pipe(sourcemaps.init())\n    .pipe(sourcemaps.write('.', { a: f(')') }))\n    .pipe(dest('dist'))\n",
    },
    found: 'gulpfile.js:4 sourcemaps.write',
    after:
      "exports.default = () =>\n  src('src/*.js')\n    .pipe(sourcemaps.init())\n    .pipe(dest('dist'))\n",
  },
  {
    title: 'a step of a pipeline of gulp, into the code',
    files: { ...build('gulp'), 'gulpfile.js': "src('a').pipe($.sourcemaps.write()).pipe(dest('dist'))\n" },
    form: 'inline',
    found: 'gulpfile.js:1 $.sourcemaps.write',
    after: "src('a').pipe(dest('dist'))\n",
  },
  {
    title: 'a plugin of webpack among others',
    files: {
      ...build('webpack'),
      'webpack.config.js':
        "module.exports = {\n  devtool: false,\n  plugins: [\n    new A(),\n    new webpack.SourceMapDevToolPlugin({\n      filename: '[file].map',\n      append: fn('(x)'),\n    }),\n    new B(),\n  ],\n}\n",
    },
    found: 'webpack.config.js:5 new webpack.SourceMapDevToolPlugin(…)',
    after: 'module.exports = {\n  devtool: false,\n  plugins: [\n    new A(),\n    new B(),\n  ],\n}\n',
  },
  {
    title: 'a plugin of webpack that is the last in a line, and writes into the code',
    files: {
      ...build('rspack build'),
      'rspack.config.js':
        'module.exports = { devtool: false, plugins: [new A(), new rspack.SourceMapDevToolPlugin({})] }\n',
    },
    form: 'inline',
    found: 'rspack.config.js:1 new rspack.SourceMapDevToolPlugin(…)',
    after: 'module.exports = { devtool: false, plugins: [new A()] }\n',
  },
  {
    title: 'a plugin of webpack on a condition',
    files: {
      ...build('webpack'),
      'webpack.config.js':
        "module.exports = { devtool: false, plugins: [isProd && new webpack.SourceMapDevToolPlugin({ filename: 'a.map' })] }\n",
    },
    found: 'webpack.config.js:1 new webpack.SourceMapDevToolPlugin(…)',
    after: null,
  },
  {
    title: 'a target of Nx, but for development',
    files: {
      ...build('nx build a'),
      'project.json':
        '{\n  "targets": {\n    "build": {\n      "options": { "sourceMap": true, "esbuildOptions": { "sourcemap": "linked" } },\n      "configurations": { "development": { "sourceMap": true } }\n    }\n  }\n}\n',
    },
    found: 'project.json:4 "sourceMap": true',
    after:
      '{\n  "targets": {\n    "build": {\n      "options": { "sourceMap": false, "esbuildOptions": { "sourcemap": false } },\n      "configurations": { "development": { "sourceMap": true } }\n    }\n  }\n}\n',
  },
  {
    title: 'a target of Angular, in the configuration for production',
    files: {
      ...build('ng build'),
      'angular.json':
        '{ "projects": { "app": { "architect": { "build": {\n  "options": { "sourceMap": { "scripts": false } },\n  "configurations": { "production": { "sourceMap": { "scripts": true, "hidden": true } } }\n} } } } }\n',
    },
    found: 'angular.json:3 "sourceMap": { "scripts": true, "hidden": true }',
    after:
      '{ "projects": { "app": { "architect": { "build": {\n  "options": { "sourceMap": { "scripts": false } },\n  "configurations": { "production": { "sourceMap": false } }\n} } } } }\n',
  },
  {
    title: 'Create React App, which writes maps unless told not to',
    files: build('react-scripts build'),
    found: 'package.json:4 react-scripts without GENERATE_SOURCEMAP=false',
    after: build('GENERATE_SOURCEMAP=false react-scripts build')['package.json'] ?? '',
  },
  {
    title: 'Create React App with variables of its own',
    files: build('tsc --noEmit && cross-env CI=true craco build'),
    found: 'package.json:4 craco without GENERATE_SOURCEMAP=false',
    after:
      build('tsc --noEmit && cross-env GENERATE_SOURCEMAP=false CI=true craco build')['package.json'] ?? '',
  },
  {
    title: 'Create React App that is told not to, in a file',
    files: { ...build('react-scripts build'), '.env.production': 'GENERATE_SOURCEMAP=false\n' },
    found: null,
  },
  {
    title: 'a configuration that a package of the workspace has',
    files: {
      ...build('vite build'),
      'vite.config.ts': "import { library } from '@acme/config/vite'\nexport default library({})\n",
      'shared/config/package.json': '{ "name": "@acme/config", "exports": { "./vite": "./vite.mjs" } }\n',
      'shared/config/vite.mjs': vite('true'),
    },
    links: { 'node_modules/@acme/config': 'shared/config' },
    found: 'shared/config/vite.mjs:3 sourcemap: true',
    after: vite('false'),
  },
  {
    title: 'a configuration that an installed package has is not for us to edit',
    files: {
      ...build('vite build'),
      'vite.config.ts': "import { library } from 'vite-config'\nexport default library({})\n",
      'node_modules/vite-config/package.json': '{ "name": "vite-config", "main": "index.mjs" }\n',
      'node_modules/vite-config/index.mjs': vite('true'),
    },
    found: null,
  },
  {
    title: 'a choice by what is built: what a release gets is turned off',
    files: {
      ...build('webpack --mode production'),
      'webpack.config.js':
        "module.exports = (env, argv) => ({ devtool: argv.mode === 'production' ? 'source-map' : 'eval' })\n",
    },
    found: "webpack.config.js:1 devtool: 'source-map'",
    after: "module.exports = (env, argv) => ({ devtool: argv.mode === 'production' ? false : 'eval' })\n",
  },
  {
    title: 'a choice the other way round',
    files: { ...build('vite build'), 'vite.config.ts': vite("isDev ? 'inline' : true") },
    found: 'vite.config.ts:3 sourcemap: true',
    after: vite("isDev ? 'inline' : false"),
  },
  {
    title: 'vite',
    files: { ...build('vite build'), 'vite.config.ts': vite('true') },
    found: 'vite.config.ts:3 sourcemap: true',
    after: vite('false'),
  },
  {
    title: 'vite, inside the code',
    files: { ...build('vite build'), 'vite.config.mjs': vite("'inline'") },
    form: 'inline',
    found: "vite.config.mjs:3 sourcemap: 'inline'",
    after: vite('false'),
  },
  {
    title: 'a value that is worked out',
    files: { ...build('vite build'), 'vite.config.ts': vite("process.env.CI !== '1'") },
    found: "vite.config.ts:3 sourcemap: process.env.CI !== '1'",
    after: null,
  },
  {
    title: 'maps in files do not come from a setting that puts them inside',
    files: { ...build('vite build'), 'vite.config.ts': vite("'inline'") },
    form: 'file',
    found: null,
  },
  {
    title: 'a setting in a comment is none',
    files: {
      ...build('rollup -c'),
      'rollup.config.js':
        'export default {\n  input: "src/**/*.ts", // sourcemap: true\n  /* sourcemap: true */\n}\n',
    },
    found: null,
  },
  {
    title: 'both outputs of rollup',
    files: {
      ...build('rollup -c'),
      'rollup.config.js':
        "export default {\n  output: [\n    { file: 'a.js', sourcemap: true },\n    { file: 'b.js', sourcemap: 'hidden' },\n  ],\n}\n",
    },
    found: 'rollup.config.js:3 sourcemap: true',
    after:
      "export default {\n  output: [\n    { file: 'a.js', sourcemap: false },\n    { file: 'b.js', sourcemap: false },\n  ],\n}\n",
  },
  {
    title: 'webpack',
    files: { 'package.json': '{}', 'webpack.config.js': "module.exports = {\n  devtool: 'source-map',\n}\n" },
    found: "webpack.config.js:2 devtool: 'source-map'",
    after: 'module.exports = {\n  devtool: false,\n}\n',
  },
  {
    title: 'webpack without texts cannot have made a map with texts',
    files: {
      'package.json': '{}',
      'webpack.config.js': "module.exports = {\n  devtool: 'nosources-source-map',\n}\n",
    },
    found: null,
  },
  {
    title: 'webpack in development mode',
    files: {
      'package.json': '{}',
      'webpack.config.js': "module.exports = {\n  entry: './a.js',\n  mode: 'development',\n}\n",
    },
    form: 'eval',
    hasTexts: false,
    found: "webpack.config.js:3 mode: 'development'",
    after: "module.exports = {\n  entry: './a.js',\n  mode: 'production',\n}\n",
  },
  {
    title: 'a configuration under another name',
    files: {
      ...build('webpack --config build/release.js'),
      'build/release.js': "module.exports = { devtool: 'inline-source-map' }\n",
    },
    form: 'inline',
    found: "build/release.js:1 devtool: 'inline-source-map'",
    after: 'module.exports = { devtool: false }\n',
  },
  {
    title: 'a build script of its own',
    files: {
      ...build('node scripts/build.mjs'),
      'scripts/build.mjs': "await build({\n  bundle: true,\n  sourcemap: 'linked',\n})\n",
    },
    found: "scripts/build.mjs:3 sourcemap: 'linked'",
    after: 'await build({\n  bundle: true,\n  sourcemap: false,\n})\n',
  },
  {
    title: 'tsc with the texts',
    files: {
      ...build('tsc'),
      'tsconfig.json': tsconfig('    "sourceMap": true,\n    "inlineSources": true'),
    },
    found: 'tsconfig.json:4 "sourceMap": true` with `"inlineSources"',
    after: tsconfig('    "sourceMap": false,\n    "inlineSources": false'),
  },
  {
    title: 'tsc without the texts made no map with texts',
    files: { ...build('tsc'), 'tsconfig.json': tsconfig('    "sourceMap": true') },
    found: null,
  },
  {
    title: 'declarations',
    files: { ...build('tsc'), 'tsconfig.json': tsconfig('    "declarationMap": true, // for editors') },
    form: 'declaration',
    hasTexts: false,
    found: 'tsconfig.json:4 "declarationMap": true',
    after: tsconfig('    "declarationMap": false, // for editors'),
  },
  {
    title: 'an inherited option is turned off where the package is',
    files: {
      ...build('tsc -p tsconfig.release.json'),
      'tsconfig.release.json':
        '{\n  "extends": "./config/base",\n  "compilerOptions": {\n    "outDir": "dist"\n  }\n}\n',
      'config/base.json':
        '{\n  "compilerOptions": {\n    "inlineSourceMap": true,\n    "inlineSources": true\n  }\n}\n',
    },
    form: 'inline',
    found: 'config/base.json:3 "inlineSourceMap": true` with `"inlineSources"',
    after:
      '{\n  "extends": "./config/base",\n  "compilerOptions": {\n    "inlineSources": false,\n    "inlineSourceMap": false,\n    "outDir": "dist"\n  }\n}\n',
  },
  {
    title: 'a compiler that writes nothing makes no maps',
    files: {
      ...build('tsc && vite build'),
      'tsconfig.json': tsconfig('    "noEmit": true,\n    "sourceMap": true,\n    "inlineSources": true'),
      'vite.config.ts': vite('true'),
    },
    found: 'vite.config.ts:3 sourcemap: true',
    after: vite('false'),
  },
  {
    title: 'a flag of esbuild',
    files: build('esbuild src/a.ts --bundle --sourcemap=inline --outfile=dist/a.js && cp README.md dist'),
    form: 'inline',
    found: 'package.json:4 --sourcemap=inline',
    after: build('esbuild src/a.ts --bundle --outfile=dist/a.js && cp README.md dist')['package.json'] ?? '',
  },
  {
    title: 'a flag of rollup with a value behind it',
    files: build('NODE_ENV=production npx rollup -c -m inline'),
    form: 'inline',
    found: 'package.json:4 -m inline',
    after: build('NODE_ENV=production npx rollup -c')['package.json'] ?? '',
  },
  {
    title: 'a flag of bun',
    files: build('rm -rf dist && bun build ./a.ts --outdir dist --sourcemap'),
    found: 'package.json:4 --sourcemap',
    after: build('rm -rf dist && bun build ./a.ts --outdir dist')['package.json'] ?? '',
  },
  {
    title: 'flags of tsc',
    files: build('tsc --outDir dist --inlineSourceMap --inlineSources'),
    form: 'inline',
    found: 'package.json:4 --inlineSourceMap --inlineSources',
    after: build('tsc --outDir dist')['package.json'] ?? '',
  },
  {
    title: 'a tool that writes maps unless told not to',
    files: build('microbundle build && node check.js'),
    found: 'package.json:4 microbundle without --no-sourcemap',
    after: build('microbundle build --no-sourcemap && node check.js')['package.json'] ?? '',
  },
  {
    title: 'the tool that the scripts call, not one whose configuration lies about',
    files: {
      ...build('tsup'),
      'rollup.config.js': 'export default { output: { sourcemap: true } }\n',
      'tsup.config.ts': 'export default { sourcemap: true }\n',
    },
    found: 'tsup.config.ts:1 sourcemap: true',
    after: 'export default { sourcemap: false }\n',
  },
  {
    title: 'a variable that a member takes its name from',
    files: {
      ...build('rollup -c'),
      'rollup.config.mjs': 'const sourcemap = true\nexport default { output: { dir: "dist", sourcemap } }\n',
    },
    found: 'rollup.config.mjs:1 sourcemap: true',
    after: 'const sourcemap = false\nexport default { output: { dir: "dist", sourcemap } }\n',
  },
  {
    title: 'a name in braces that takes an argument apart is no setting',
    files: {
      ...build('rollup -c'),
      'rollup.config.mjs': 'export default ({ sourcemap }) => ({ output: { sourcemap: true } })\n',
    },
    found: 'rollup.config.mjs:1 sourcemap: true',
    after: 'export default ({ sourcemap }) => ({ output: { sourcemap: false } })\n',
  },
  {
    title: 'an assignment',
    files: {
      ...build('webpack'),
      'webpack.config.js':
        "const config = { entry: './a' }\nconfig.devtool = 'source-map'\nmodule.exports = config\n",
    },
    found: "webpack.config.js:2 devtool: 'source-map'",
    after: "const config = { entry: './a' }\nconfig.devtool = false\nmodule.exports = config\n",
  },
  {
    title: 'a configuration that another one is merged with',
    files: {
      ...build('webpack --config webpack.prod.js'),
      'webpack.prod.js': "module.exports = merge(require('./webpack.common'), { mode: 'production' })\n",
      'webpack.common.js':
        "module.exports = { devtool: 'source-map', module: { rules: [{ sourceMap: true }] } }\n",
    },
    found: "webpack.common.js:1 devtool: 'source-map'",
    after: 'module.exports = { devtool: false, module: { rules: [{ sourceMap: true }] } }\n',
  },
  {
    title: 'an object in the place of a value',
    files: {
      ...build('rslib build'),
      'rslib.config.mts': "export default { output: { sourceMap: { js: 'source-map', css: true } } }\n",
    },
    found: "rslib.config.mts:1 sourceMap: { js: 'source-map', css: true }",
    after: 'export default { output: { sourceMap: false } }\n',
  },
  {
    title: 'a member of package.json',
    files: {
      'package.json':
        '{\n  "scripts": { "build": "babel src -d dist" },\n  "babel": { "sourceMaps": "inline" }\n}\n',
    },
    form: 'inline',
    found: 'package.json:3 "sourceMaps": "inline"',
    after: '{\n  "scripts": { "build": "babel src -d dist" },\n  "babel": { "sourceMaps": false }\n}\n',
  },
  {
    title: 'Nuxt, which writes maps of the server unless it is told not to',
    files: {
      ...build('nuxi build'),
      'nuxt.config.ts': "export default defineNuxtConfig({\n  modules: ['@nuxt/ui'],\n})\n",
    },
    found: 'nuxt.config.ts:1 no sourcemap: false',
    after: "export default defineNuxtConfig({\n  sourcemap: false,\n  modules: ['@nuxt/ui'],\n})\n",
  },
  {
    title: 'Nuxt that says which maps it writes',
    files: {
      ...build('nuxt generate'),
      'nuxt.config.ts': 'export default defineNuxtConfig({ sourcemap: { server: true, client: true } })\n',
    },
    found: 'nuxt.config.ts:1 sourcemap: { server: true, client: true }',
    after: 'export default defineNuxtConfig({ sourcemap: false })\n',
  },
  {
    title: 'Stencil, by default',
    files: {
      ...build('stencil build --docs'),
      'stencil.config.ts':
        "import { Config } from '@stencil/core';\n\nexport const config: Config = {\n    namespace: 'acme',\n};\n",
    },
    found: 'stencil.config.ts:3 no sourceMap: false',
    after:
      "import { Config } from '@stencil/core';\n\nexport const config: Config = {\n    sourceMap: false,\n    namespace: 'acme',\n};\n",
  },
  {
    title: 'the Vue CLI, by default, with a configuration',
    files: {
      ...build('vue-cli-service build --target lib src/main.js'),
      'vue.config.js': "module.exports = defineConfig({ publicPath: './' })\n",
    },
    found: 'vue.config.js:1 no productionSourceMap: false',
    after: "module.exports = defineConfig({ productionSourceMap: false, publicPath: './' })\n",
  },
  {
    title: 'the Vue CLI, by default, without a configuration',
    files: build('vue-cli-service build'),
    found: 'package.json:3 no "productionSourceMap": false',
    after: `{\n  "name": "p",\n  "scripts": {\n    "build": "vue-cli-service build"\n  },\n  "vue": { "productionSourceMap": false }\n}\n`,
  },
  {
    title: 'the Vue CLI, told not to',
    files: {
      ...build('vue-cli-service build'),
      'vue.config.js': 'module.exports = { productionSourceMap: false }\n',
    },
    found: null,
  },
  {
    title: 'Builder Bob, which has a setting for each target',
    files: {
      'package.json':
        '{\n  "scripts": { "prepare": "bob build" },\n  "react-native-builder-bob": {\n    "targets": [\n      "commonjs",\n      ["module", { "esm": true }],\n      "typescript"\n    ]\n  }\n}\n',
    },
    found: 'package.json:5 no "sourceMaps": false',
    after:
      '{\n  "scripts": { "prepare": "bob build" },\n  "react-native-builder-bob": {\n    "targets": [\n      ["commonjs", { "sourceMaps": false }],\n      ["module", { "sourceMaps": false, "esm": true }],\n      "typescript"\n    ]\n  }\n}\n',
  },
  {
    title: 'flags of React Router',
    files: build('react-router build --sourcemapClient'),
    found: 'package.json:4 --sourcemapClient',
    after: build('react-router build')['package.json'] ?? '',
  },
  {
    title: 'the configuration of Vite that React Router builds by, and not that of another tool',
    files: {
      ...build('react-router build'),
      'vite.config.ts': vite('true'),
      'rollup.config.js': 'export default { output: { sourcemap: true } }\n',
    },
    found: 'vite.config.ts:3 sourcemap: true',
    after: vite('false'),
  },
  {
    title: 'options of Vite inside of the configuration of Astro',
    files: {
      ...build('astro check && astro build'),
      'astro.config.mjs': 'export default defineConfig({ vite: { build: { sourcemap: true } } })\n',
    },
    found: 'astro.config.mjs:1 sourcemap: true',
    after: 'export default defineConfig({ vite: { build: { sourcemap: false } } })\n',
  },
  {
    title: 'Sass, whose maps without texts would still name the sources',
    files: build('sass --embed-sources --style=compressed scss:dist'),
    found: 'package.json:4 sass without --no-source-map',
    after: build('sass --style=compressed scss:dist --no-source-map')['package.json'] ?? '',
  },
  { title: 'nothing to go by', files: { 'package.json': '{}' }, found: null },
  { title: 'a package.json that cannot be read', files: { 'package.json': '{{{' }, found: null },
]

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

describe('the setting that made a map, found by reading', () => {
  test.each(CASES)(
    '$title',
    async ({ files, form = 'file', hasTexts = true, links = {}, found, after = null }) => {
      const directory = await makeFolder(files)
      folders.push(directory)
      for (const [at, to] of Object.entries(links)) {
        await mkdir(path.dirname(path.join(directory, at)), { recursive: true })
        await symlink(path.join(directory, to), path.join(directory, at))
      }
      const folder = new PackageFolder(directory, parsed(files['package.json'] ?? ''))
      const setting = findMapSetting(folder, { form, hasTexts })
      expect(setting && `${setting.path}:${setting.line} ${setting.text}`).toBe(found)
      const change = setting?.change ?? null
      expect(change && applyChange(folder.readText(change.path), change)).toBe(after)
    },
  )
})

function parsed(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return null
  }
}
