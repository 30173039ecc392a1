/** What the workflows of GitHub put in place of the checkout's folder, and the shell of the folder it is in. */
const CHECKOUT =
  /\$\{\{\s*github\.workspace\s*\}\}|\$\{?GITHUB_WORKSPACE\}?|\$\{?PWD\}?|\$\(pwd\)|"\$\(pwd\)"/g

/** A quoted text, a text that a command gives, a comment, what ends a command (its group), anything else. */
const PIECE =
  /"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|\$\([^()]*\)|(?<![^\s;])#[^\n]*|(&&|\|\||[;|&\n])|[^"'$#;|&\n]+|./g

/**
 * The commands of a shell text, each as its words without quotes; those inside of `$(…)` before the one around them. No
 * more of the shell is understood than it takes to find a command and its words: comments and redirections go, so do
 * braces around a group, and `do` and `then`. A bracket that begins a shell of its own, or ends it, is a command.
 */
export function splitShell(text: string): string[][] {
  const plain = text
    .replace(/\\\r?\n/g, ' ')
    .replace(CHECKOUT, '.')
    // What only a run knows, as one word.
    .replace(/\$\{\{[^}]*\}\}/g, '$RUN')
    .replace(/(?<=\s)\d?>{1,2}&?[ \t]*[\w./$-]+/g, ' ')
  return splitCommands(plain)
    .flatMap((command) => [...listGivenCommands(command), command])
    .flatMap((command) => [
      ...findOwnShell(command, /^(?:[({!\s]|(?:do|then|else|if|while)\s)+/, '('),
      splitWords(command),
      ...findOwnShell(command, /(?<!\$\([^()]*)[)}\s]+$/, ')'),
    ])
    .filter((words) => words.length > 0)
}

function splitCommands(text: string): string[] {
  const found = ['']
  for (const [piece, end] of text.matchAll(PIECE)) {
    if (end !== undefined) found.push('')
    else if (!/^#./.test(piece)) found.push(`${found.pop() ?? ''}${piece}`)
  }
  return found
}

/** The commands whose output is among the words: `npm publish "$(npm pack)"`. */
function listGivenCommands(command: string): string[] {
  return [...command.matchAll(/\$\(([^()]*)\)/g)].flatMap(([, inner = '']) => splitCommands(inner))
}

/** The brackets of shells of their own at one end of a command. */
function findOwnShell(command: string, end: RegExp, bracket: string): string[][] {
  const found = end.exec(command)?.[0] ?? ''
  return [...found].filter((one) => one === bracket).map((one) => [one])
}

function splitWords(command: string): string[] {
  const words = (command.match(/(?:\$\([^()]*\)|"[^"]*"|'[^']*'|[^\s"'$]|\$(?!\()|["'])+/g) ?? []).map(
    unquote,
  )
  let bare = openGroup(words)
  while (/^(?:do|then|else|if|while|!)$/.test(bare[0] ?? '')) bare = openGroup(bare.slice(1))
  const last = bare.pop()
  return [
    ...bare,
    ...(last === undefined ? [] : [last.includes('$(') ? last : last.replace(/[)}]+$/, '')]),
  ].filter((word) => word !== '')
}

/** Without the bracket that begins a group. */
function openGroup(words: readonly string[]): string[] {
  const [first = '', ...rest] = words
  const bare = first.replace(/^[({]+/, '')
  return bare === '' ? rest : [bare, ...rest]
}

const unquote = (word: string) =>
  word.replace(/"([^"]*)"|'([^']*)'/g, (_, double, single) => double ?? single)
