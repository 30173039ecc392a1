/** Words that make up the names in the code; with numbers behind them they compress about as code does. */
const WORDS =
  'render state parse token value index module export path config option handler event stream buffer cache key user auth request response error result data list item node child parent type name id count size length offset line column source target map filter reduce merge split join read write open close start stop next prev first last'.split(
    ' ',
  )

/** The same numbers for the same seed, so that every run measures the same bytes (Park and Miller's generator). */
function makeNumbers(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state
  }
}

/** Code that looks like what tools write, of about that many bytes; `minified` puts all of it on one line. */
export function makeJavascript(bytes: number, seed: number, minified = false): string {
  const next = makeNumbers(seed + 1)
  const word = (): string => `${WORDS[next() % WORDS.length]}${next() % 7 === 0 ? next() % 100 : ''}`
  const pieces: string[] = []
  for (let length = 0; length < bytes; ) {
    const [a, b, c, d] = [word(), word(), word(), word()]
    const piece = minified
      ? `function ${a}(${b},${c}){if(!${b})return ${next() % 1000};let ${d}=${c}.${word()}("${word()}-${word()}",{${word()}:${b}});return ${d}+${a}(${d})}`
      : `/** Returns the ${a} of a ${b}. */\nexport function ${a}${next() % 997}(${b}, ${c}) {\n  if (!${b}) return ${next() % 1000}\n  const ${d} = ${c}.${word()}('${word()}-${word()}', { ${word()}: ${b} })\n  return ${d}\n}\n\n`
    pieces.push(piece)
    length += piece.length
  }
  return pieces.join('')
}

/** A map of about that many bytes: two thirds texts, a quarter mappings, the rest names. */
export function makeSourceMap(bytes: number, sources: number): string {
  const next = makeNumbers(bytes)
  const texts = Array.from({ length: sources }, (_, at) => makeJavascript((bytes * 0.64) / sources, at))
  const segments = ['AAAA', 'CAAC', 'IAEI', 'gBAAgB', 'SAAS', 'MADM', 'EAAEA', 'OACLC']
  const mappings: string[] = []
  for (let length = 0; length < bytes * 0.28; length += 7)
    mappings.push(`${segments[next() % segments.length]}${next() % 9 === 0 ? ';' : ','}`)
  return JSON.stringify({
    version: 3,
    file: 'cli.js',
    sources: texts.map(
      (_, at) => `${at % 2 === 0 ? '../src' : '../node_modules/some-library/lib'}/part-${at}.ts`,
    ),
    sourcesContent: texts,
    names: Array.from({ length: Math.round(bytes / 600) }, (_, at) => `name${at}`),
    mappings: mappings.join(''),
  })
}
