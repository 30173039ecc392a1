import type { SettingPair } from './setting-pair.ts'

/** `{host: db1.zyx.net, pass: value}`: a mapping of YAML on one line, without quotes (https://yaml.org/spec/1.2.2/#742-flow-mappings). */
const FLOW =
  /[{,][ \t]{0,4}([A-Za-z_][\w.-]{0,60}):[ \t]{1,4}([^\s"'{}[\],&*|>][^\s{}[\],]{2,300})(?=[ \t]{0,4}[,}\]])/g

/** The pairs of mappings on one line. */
export function* findFlowPairs(text: string): Generator<SettingPair> {
  if (!text.includes('{')) return
  for (const match of text.matchAll(FLOW)) {
    const [whole, name = '', value = ''] = match
    const index = match.index + whole.lastIndexOf(value)
    yield { name, value, index, end: index + value.length }
  }
}
