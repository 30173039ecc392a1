import type { ExampleFiles } from '../../model/example.ts'
import { defineExamples } from '../../model/example.ts'
import { makeExampleZip } from '../example-archives.ts'
import rule from './version.ts'

/** A Python wheel, as builders write it. */
function makeWheel(version: string): Buffer {
  return makeExampleZip({
    'tides/__init__.py': 'height = 1\n',
    [`tides-${version}.dist-info/METADATA`]: `Metadata-Version: 2.4\nName: tides\nVersion: ${version}\nLicense-Expression: MIT\n\nTides.\n`,
    [`tides-${version}.dist-info/WHEEL`]: 'Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
  })
}

function makePackage(version: string): ExampleFiles {
  const manifest = { name: 'example', version, license: 'MIT', files: ['index.js'], main: 'index.js' }
  return { 'package.json': JSON.stringify(manifest, null, 2), 'index.js': 'module.exports = 1\n' }
}

export default defineExamples(rule, {
  bad: [
    {
      message: 'tag',
      title: 'The tag says another version',
      files: makePackage('1.4.2'),
      release: { tag: 'v1.5.0', distTag: null, publishedVersions: null },
    },
    {
      message: 'archive',
      title: 'A wheel of another version',
      files: {},
      tarball: () => makeWheel('1.4.2'),
      release: { tag: 'v1.5.0', publishedVersions: null },
    },
    {
      message: 'published',
      title: 'The version is on the registry already',
      files: makePackage('1.4.2'),
      release: { tag: 'example@1.4.2', distTag: 'latest', publishedVersions: ['1.4.1', '1.4.2'] },
    },
    {
      message: 'prerelease',
      title: 'A prerelease under the tag latest',
      files: makePackage('2.0.0-beta.1'),
      release: { tag: null, distTag: null, publishedVersions: null },
    },
  ],
  good: [
    {
      title: 'A wheel, and its version as the tag spells it',
      files: {},
      tarball: () => makeWheel('1.5rc1'),
      release: { tag: 'v1.5.0-rc.1', publishedVersions: null },
    },
    {
      title: 'A version that is out already, and no tag that names the package',
      files: makePackage('1.4.2'),
      release: { tag: 'v1.4.2', publishedVersions: ['1.4.2'] },
    },
    {
      title: 'One of several packages, and a tag of the repository',
      files: makePackage('1.4.2'),
      release: { tag: 'v7.0.0', publishedVersions: null, isOneOfSeveral: true },
    },
    {
      title: 'A tag that is a day',
      files: makePackage('1.4.2'),
      release: { tag: 'v2026.11.25', publishedVersions: null },
    },
    {
      title: 'A version that the release tool writes later',
      files: makePackage('0.0.0-development'),
      release: { tag: 'v1.5.0', publishedVersions: null },
    },
    {
      title: 'The tag and package.json agree',
      files: makePackage('1.5.0'),
      release: { tag: 'v1.5.0', distTag: null, publishedVersions: ['1.4.2'] },
    },
    {
      title: 'The tag of another package in the repository',
      files: makePackage('1.5.0'),
      release: { tag: '@example/other@3.0.0', distTag: null, publishedVersions: null },
    },
    {
      title: 'A prerelease for which nobody said where it is headed',
      files: makePackage('2.0.0-beta.1'),
      release: { tag: 'v2.0.0-beta.1', publishedVersions: null },
    },
    {
      title: 'A prerelease with a tag of its own',
      files: makePackage('2.0.0-beta.1'),
      release: { tag: null, distTag: 'next', publishedVersions: null },
    },
  ],
})
