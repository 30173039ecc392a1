/** A word of a command line as a POSIX shell takes it for one word, whatever is in it. Raw: encode before printing. */
export function quoteShellWord(word: string): string {
  return /^[\w./@:=+-]+$/.test(word) && !word.startsWith('-') ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
