/** A small package for the examples of rules that compare: version 1.0.0 and 1.0.1 differ in what is given. */
export function makeExampleRelease(
  version: string,
  more: Readonly<Record<string, unknown>> = {},
  files: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const manifest = { name: 'a', version, license: 'MIT', main: 'index.js', files: ['*.js'], ...more }
  return {
    'package.json': `${JSON.stringify(manifest, null, 2)}\n`,
    'index.js': 'module.exports = 1\n',
    ...files,
  }
}
