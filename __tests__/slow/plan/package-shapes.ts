/** A package as files by path, and what is special about it. */
export interface PackageShape {
  readonly title: string
  readonly files: Readonly<Record<string, string>>
}

const manifest = (members: object = {}): string =>
  `${JSON.stringify({ name: 'shape', version: '1.0.0', ...members }, null, 2)}\n`

/** Names to put into a folder, each with some text. */
function named(...names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, `${name}\n`]))
}

const TREE = named(
  'index.js',
  'elf.js',
  'deps/foo/config/config.gypi',
  'lib/index.js',
  'lib/deep/a.js',
  'lib/deep/b.js',
  'test/a.js',
  'test/fixtures/secret.key',
)

/** The kinds of packages on which npm's list is tried, rebuilt: each rule of the list, and where rules meet. */
export const SHAPES: readonly PackageShape[] = [
  { title: 'nothing but files', files: { 'package.json': manifest(), ...TREE } },
  { title: 'an empty .npmignore', files: { 'package.json': manifest(), '.npmignore': '', ...TREE } },
  {
    title: 'an ignore file for git',
    files: { 'package.json': manifest(), '.gitignore': 'test/fixtures\n*.log\n', ...TREE, ...named('a.log') },
  },
  {
    title: 'both ignore files, which disagree',
    files: { 'package.json': manifest(), '.gitignore': '*\n', '.npmignore': 'test\n', ...TREE },
  },
  {
    title: 'nested ignore files',
    files: {
      'package.json': manifest(),
      '.npmignore': '*.key\n',
      'test/.npmignore': '!*.key\n',
      'lib/.gitignore': 'deep/b.js\n',
      'lib/deep/.npmignore': '\n',
      ...TREE,
    },
  },
  {
    title: 'a rule that is taken back',
    files: { 'package.json': manifest(), '.npmignore': 'lib/*\n!lib/deep\n', ...TREE },
  },
  {
    title: 'a list of folders',
    files: { 'package.json': manifest({ files: ['lib', 'test/'] }), ...TREE },
  },
  {
    title: 'a list of folders with slashes before and behind',
    files: { 'package.json': manifest({ files: ['/lib/', './test', 'elf.js'] }), ...TREE },
  },
  {
    title: 'a list with stars',
    files: { 'package.json': manifest({ files: ['lib/*', 'test/**/*.key', '*.js'] }), ...TREE },
  },
  {
    title: 'a list that takes back',
    files: { 'package.json': manifest({ files: ['lib', 'test', '!test/a.js', '!**/b.js'] }), ...TREE },
  },
  {
    title: 'a list that takes back before it lets in',
    files: { 'package.json': manifest({ files: ['!**/b.js', 'lib', 'index.js'] }), ...TREE },
  },
  {
    title: 'a list and ignore files without a say',
    files: {
      'package.json': manifest({ files: ['lib', 'test'] }),
      '.npmignore': 'lib\n',
      '.gitignore': 'test\n',
      ...TREE,
    },
  },
  {
    title: 'a list and an ignore file in a folder of it',
    files: { 'package.json': manifest({ files: ['lib'] }), 'lib/.npmignore': 'deep/a.js\n', ...TREE },
  },
  {
    title: 'a list that names a thing twice',
    files: {
      'package.json': manifest({ files: ['lib', './lib/', 'lib/deep/a.js', 'lib/deep/a.js', 'elf.js'] }),
      ...TREE,
    },
  },
  {
    title: 'a list whose names fit in every folder',
    files: {
      'package.json': manifest({ files: ['config.js', 'lib', '*.json'] }),
      ...named('config.js', 'lib/config.js', 'src/config.js', 'lib/data.json', 'src/data.json', 'other.json'),
    },
  },
  {
    title: 'a list of everything',
    files: { 'package.json': manifest({ files: ['*'] }), ...TREE, ...named('.env', '.config/x.json') },
  },
  {
    title: 'a list of everything, at any depth',
    files: { 'package.json': manifest({ files: ['**/*'] }), ...TREE, ...named('.env', '.config/x.json') },
  },
  { title: 'a list that is empty', files: { 'package.json': manifest({ files: [] }), ...TREE } },
  {
    title: 'a list of what is not there',
    files: { 'package.json': manifest({ files: ['dist', 'lib'] }), ...TREE },
  },
  {
    title: 'names with stars and folders, which npm 12 alone packs whole',
    files: {
      'package.json': manifest({ files: ['dist-*', 'index.js'] }),
      ...named('index.js', 'dist-a/x.js', 'dist-a/y.map', 'dist-b/deep/z.js'),
    },
  },
  {
    title: 'what is always packed',
    files: {
      'package.json': manifest({ files: ['lib'], main: 'elf.js', bin: { x: 'test/a.js' } }),
      ...TREE,
      ...named('README.md', 'LICENSE', 'readme.txt', 'COPYING', 'licence.md'),
    },
  },
  {
    title: 'a main in a folder that is ignored',
    files: {
      'package.json': manifest({ main: 'dist/a.js' }),
      '.gitignore': 'dist\n',
      ...named('dist/a.js', 'dist/b.js', 'dist/b.js.map', 'src/a.ts'),
    },
  },
  {
    title: 'a browser build beside the list',
    files: {
      'package.json': manifest({ files: ['lib'], browser: 'browser.js', main: 'lib' }),
      ...TREE,
      ...named('browser.js'),
    },
  },
  {
    title: 'a folder of commands',
    files: {
      'package.json': manifest({ files: ['lib'], directories: { bin: './bin' } }),
      ...TREE,
      ...named('bin/x', 'bin/deep/y', 'bin/.hidden'),
    },
  },
  {
    title: 'a single command by its name',
    files: { 'package.json': manifest({ files: ['lib'], bin: './cli.js' }), ...TREE, ...named('cli.js') },
  },
  {
    title: 'package.json in folders',
    files: {
      'package.json': manifest({ files: ['lib', 'sub'] }),
      'sub/package.json': '{"files":["x.js"],"private":true}\n',
      ...TREE,
      ...named('sub/x.js', 'sub/y.js', 'sub/package-lock.json'),
    },
  },
  {
    title: 'names that begin with an at',
    files: {
      'package.json': manifest(),
      '.npmignore': 'nothing\n',
      ...named('index.js', '@types/x.d.ts', '@scope.key', 'lib/@a/b.js', 'lib/x@2.js'),
    },
  },
  {
    title: 'names that begin with an at, in a list',
    files: {
      'package.json': manifest({ files: ['@types', 'lib', '@scope.key'] }),
      ...named('index.js', '@types/x.d.ts', '@scope.key', 'lib/@a/b.js', 'lib/x@2.js'),
    },
  },
  {
    title: 'names in which patterns are hidden',
    files: {
      'package.json': manifest(),
      ...named(
        'lib/[id].js',
        'lib/i.js',
        'lib/a (1).js',
        'lib/{a,b}.js',
        'lib/a.js',
        'lib/!x.js',
        'lib/#y.js',
        '#z.js',
        '!w.js',
      ),
    },
  },
  {
    title: 'names in which patterns are hidden, in a list',
    files: {
      'package.json': manifest({ files: ['lib'] }),
      ...named(
        'lib/[id].js',
        'lib/i.js',
        'lib/a (1).js',
        'lib/{a,b}.js',
        'lib/a.js',
        'lib/!x.js',
        'lib/#y.js',
      ),
    },
  },
  {
    title: 'names in capitals',
    files: {
      'package.json': manifest({ files: ['Lib'] }),
      ...named('Lib/A.js', 'Lib/deep/B.JS', 'Lib/README.md', 'lib.js'),
    },
  },
  {
    title: 'names that begin with a dot',
    files: {
      'package.json': manifest(),
      ...named(
        'index.js',
        '.env',
        '.env.local',
        '.config/a.json',
        'lib/.hidden/b.js',
        'lib/.c.js',
        '.npmrc',
        '.DS_Store',
      ),
    },
  },
  {
    title: 'a .gitignore with line ends of another system and comments',
    files: {
      'package.json': manifest(),
      '.gitignore': '# ours\r\ntest # not this\r\n\r\n/lib/deep/ \r\n',
      ...TREE,
    },
  },
  {
    title: 'a repository in the package',
    files: {
      'package.json': manifest({ files: ['vendor', 'index.js'] }),
      ...named('index.js', 'vendor/x/.git_/HEAD', 'vendor/x/a.js', 'vendor/.svn/y'),
    },
  },
  {
    title: 'a built library with maps',
    files: {
      'package.json': manifest({ files: ['dist'], main: 'dist/a.js' }),
      ...named(
        'dist/a.js',
        'dist/a.js.map',
        'dist/deep/b.js',
        'dist/deep/b.js.map',
        'dist/a.d.ts',
        'dist/a.d.ts.map',
        'src/a.ts',
      ),
    },
  },
  {
    title: 'a built library without a list',
    files: {
      'package.json': manifest({ exports: { '.': { types: './dist/a.d.ts', default: './dist/a.js' } } }),
      ...named(
        'dist/a.js',
        'dist/a.js.map',
        'dist/a.d.ts',
        'src/a.ts',
        'tsconfig.json',
        '.vscode/x.json',
        'a.log',
        'coverage/x.info',
      ),
    },
  },
  {
    title: 'package.json on one line',
    files: {
      'package.json': '{"name":"shape","version":"1.0.0","files":["lib","test"],"license":"MIT"}',
      ...TREE,
    },
  },
  {
    title: 'package.json in tabs and other line ends',
    files: {
      'package.json':
        '{\r\n\t"name": "shape",\r\n\t"version": "1.0.0",\r\n\t"files": [\r\n\t\t"lib",\r\n\t\t"test"\r\n\t]\r\n}\r\n',
      ...TREE,
    },
  },
  {
    title: 'modules in a folder of the list',
    files: {
      'package.json': manifest({ files: ['dist'] }),
      ...named(
        'dist/a.js',
        'dist/node_modules/x/i.js',
        'dist/node_modules/x/.env',
        'dist/yarn.lock',
        'dist/package-lock.json',
      ),
    },
  },
  {
    title: 'spaces and other letters',
    files: {
      'package.json': manifest({ files: ['lib'] }),
      ...named(
        'lib/a b.js',
        'lib/ä.js',
        'lib/名前.key',
        'lib/c.js',
        'lib/x+y.js',
        'lib/$z.js',
        'lib/(group)/page.js',
      ),
    },
  },
  {
    title: 'a generator whose templates are named by a word that is put together',
    files: {
      'package.json': manifest({ name: 'create-shape', bin: 'index.js' }),
      'index.js': "require('fs').cpSync(`${__dirname}/template-${process.argv[2]}`, '.')\n",
      ...named('template-vue/src/App.vue', 'template-vue/README.md', 'template-vue/.vscode/a.json'),
      ...named('template-react/test/a.test.tsx', 'templates/app/_gitignore', '.env', 'src/x.ts', 'a.log'),
    },
  },
  {
    title: 'an extension of an editor, whose parts only package.json names',
    files: {
      'package.json': manifest({
        main: './out/extension.js',
        icon: 'images/icon.png',
        contributes: { themes: [{ path: './themes/dark.json' }], snippets: [{ path: './docs/a.json' }] },
      }),
      ...named('out/extension.js', 'images/icon.png', 'themes/dark.json', 'docs/a.json', '.env', 'src/e.ts'),
    },
  },
  {
    title: 'native code that is built where it is installed',
    files: {
      'package.json': manifest({
        main: 'lib/index.js',
        gypfile: true,
        scripts: { install: 'node-gyp rebuild' },
      }),
      'lib/index.js': "module.exports = require('node-gyp-build')(__dirname + '/..')\n",
      ...named('binding.gyp', 'native/x.cc', 'native/CMakeLists.txt', 'prebuilds/linux-x64/a.node', '.env'),
    },
  },
  {
    title: 'data that is found by names put together',
    files: {
      'package.json': manifest({ main: 'index.js' }),
      'index.js': 'exports.words = (name) => require(`./${name}`)\n',
      ...named('locales/en.yml', 'words/a.txt', 'img/logo.png', 'conf/a.toml', '.env', 'a.log'),
    },
  },
  {
    title: 'a member that is there twice, and a byte order mark',
    files: {
      'package.json':
        '\ufeff{\n  "name": "shape",\n  "version": "1.0.0",\n  "files": ["x"],\n  "files": [\n    "lib", "test" ]\n}',
      ...TREE,
    },
  },
  {
    title: 'entries with backslashes, blanks and several marks',
    files: {
      'package.json': manifest({
        files: ['lib\\**', './lib', 'lib/**', '!!lib/deep/a.js', 'test ', 'elf.js'],
      }),
      ...TREE,
      ...named('test /a.js'),
    },
  },
  {
    title: 'names at the root in which patterns are hidden, in a list',
    files: {
      'package.json': manifest({ files: ['[id].pem', 'key (1).pem', '@x', '*.key', 'lib'] }),
      ...TREE,
      ...named('[id].pem', 'i.pem', 'key (1).pem', '@x/a.js', '@x/b.js', ' a.key', 'ü.key'),
    },
  },
  {
    title: 'modules that a build has copied',
    files: {
      'package.json': manifest({ main: 'dist/a.js', files: ['dist'] }),
      ...named('dist/a.js', 'dist/node_modules/x/package.json', 'dist/node_modules/x/i.js'),
      ...named('dist/node_modules/.package-lock.json', 'dist/node_modules/x/.env'),
    },
  },
]
