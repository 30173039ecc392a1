/**
 * The rules by which GitHub's runner reads the files a step writes, ported from actions/runner 2.336.0:
 * `src/Runner.Worker/FileCommandManager.cs` (EnvFileKeyValuePairs, CreateStepSummaryCommand).
 */

/** Bytes of a step summary that are uploaded; a larger one is dropped with an error annotation. */
export const SUMMARY_LIMIT = 1024 * 1024

/**
 * The names and values in a file of `GITHUB_OUTPUT`'s format; the last value of a name wins.
 * @throws Error in the runner's words when the runner would fail the step.
 */
export function readKeyValueFile(text: string): Record<string, string> {
  const values: Record<string, string> = {}
  let index = 0
  const readLine = (): { line: string; newline: string } | null => {
    if (index >= text.length) return null
    const start = index
    const feed = text.indexOf('\n', start)
    index = feed < 0 ? text.length : feed + 1
    return { line: text.slice(start, feed < 0 ? text.length : feed), newline: feed < 0 ? '' : '\n' }
  }
  for (let read = readLine(); read !== null; read = readLine()) {
    const { line } = read
    if (line === '') continue
    const equals = line.indexOf('=')
    const heredoc = line.indexOf('<<')
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      if (equals === 0) throw new Error(`Invalid format '${line}'. Name must not be empty`)
      values[line.slice(0, equals)] = line.slice(equals + 1)
    } else if (heredoc >= 0) {
      const name = line.slice(0, heredoc)
      const delimiter = line.slice(heredoc + 2)
      if (name === '' || delimiter === '')
        throw new Error(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`)
      values[name] = readHeredoc(delimiter)
    } else throw new Error(`Invalid format '${line}'`)
  }
  return values

  function readHeredoc(delimiter: string): string {
    const start = index
    let end = index
    for (let read = readLine(); read?.line !== delimiter; read = readLine()) {
      if (read === null) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`)
      if (read.newline === '') throw new Error('Invalid value. EOF value must be followed by a newline')
      end = index - read.newline.length
    }
    return end > start ? text.slice(start, end) : ''
  }
}
