/** Names of variables, each with a literal value: what a bundler writes for `import.meta.env` and `process.env`. */
const VARIABLE =
  /(?:^|[{,\s])["']?([A-Z][A-Z0-9]{0,30}(?:_[A-Z0-9]{1,30}){0,8})["']?\s{0,4}:\s{0,4}(?:["'`]|!0|!1|true|false)/g
/** Others beside it. */
const FEWEST = 2
const AROUND = 400

/** Whether a value stands among variables of an environment, by its own name and those around it. */
export function isOfEnvironment(text: string, name: string, index: number): boolean {
  if (!/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(name)) return false
  const around = text.slice(Math.max(0, index - AROUND), index + AROUND)
  const names = new Set([...around.matchAll(VARIABLE)].map(([, other]) => other))
  names.delete(name)
  return names.size >= FEWEST
}
