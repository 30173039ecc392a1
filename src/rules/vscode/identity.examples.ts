import { defineExamples } from '../../model/example.ts'
import { makeExampleExtension } from '../example-archives.ts'
import rule from './identity.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'publisher',
      title: 'No publisher',
      files: {},
      tarball: () => makeExampleExtension({ publisher: undefined }),
    },
    {
      message: 'engine',
      title: 'Every version of the editor',
      files: {},
      tarball: () => makeExampleExtension({ engines: { vscode: '*' } }),
    },
    {
      message: 'differs',
      title: 'Another version for the marketplace',
      files: {},
      tarball: () =>
        makeExampleExtension(
          {},
          {
            'extension.vsixmanifest':
              '<PackageManifest><Metadata><Identity Id="tides" Version="1.0.1" Publisher="acme"/></Metadata></PackageManifest>',
          },
        ),
    },
  ],
  good: [
    {
      title: 'An extension as vsce writes it',
      files: {},
      tarball: () => makeExampleExtension({}),
    },
  ],
})
