import { gzipSync } from 'node:zlib'
import { PROVIDERS } from '../../../src/secrets/providers/index.ts'
import type { Provider } from '../../../src/secrets/providers/provider.ts'
import { buildTarball } from '../../support/build-tarball.ts'

/** A token, and a module that holds it at line 3. */
export interface Planted {
  readonly provider: Provider
  readonly token: string
  readonly name: string
  readonly source: string
}

/** One of every form that is known. */
export function plantAll(): Planted[] {
  return PROVIDERS.map((provider) => {
    const token = provider.example()
    const name = provider.id.replace('/', '-')
    const variable = variableFor(provider)
    return {
      provider,
      token,
      name,
      source: `// ${provider.vendor.length}\n\nconst ${variable} = "${token}"\n`,
    }
  })
}

/** A name under which a token of that form is recognised. */
export function variableFor({ near }: Provider): string {
  return near ? `${near[0]?.replace(/[^a-z0-9]+/g, '_')}_secret_key` : 'value'
}

const mapOf = (name: string, source: string) =>
  JSON.stringify({
    version: 3,
    sources: [`../src/${name}.ts`],
    sourcesContent: [source],
    names: [],
    mappings: 'AAAA',
  })

/** How a module's text may lie in a package: file's path and content, and the layer it is found in. */
export const FORMS: Readonly<
  Record<
    string,
    (planted: Planted) => {
      path: string
      content: string | Uint8Array
      layer: RegExp | null
      line: number | null
    }
  >
> = {
  'plain text': ({ name, source }) => ({ path: `dist/${name}.js`, content: source, layer: null, line: 3 }),
  'escaped as in JSON': ({ name, source }) => ({
    path: `dist/${name}.json`,
    content: JSON.stringify({ code: source }),
    layer: null,
    line: 1,
  }),
  'UTF-16': ({ name, source }) => ({
    path: `dist/${name}.txt`,
    content: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(source, 'utf16le')]),
    layer: null,
    line: 3,
  }),
  'a source map': ({ name, source }) => ({
    path: `dist/${name}.js.map`,
    content: mapOf(name, source),
    layer: new RegExp(`src/${name}\\.ts$`),
    line: 3,
  }),
  'an inline source map': ({ name, source }) => ({
    path: `dist/${name}.js`,
    content: `run()\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(mapOf(name, source)).toString('base64')}\n`,
    layer: new RegExp(`src/${name}\\.ts$`),
    line: 3,
  }),
  'a nested archive': ({ name, source }) => ({
    path: `vendor/${name}.tgz`,
    content: buildTarball({ 'lib/index.js': source }),
    layer: /lib\/index\.js$/,
    line: 3,
  }),
  'a compressed file': ({ name, source }) => ({
    path: `dist/${name}.js.gz`,
    content: gzipSync(source),
    layer: /./,
    line: 3,
  }),
}
