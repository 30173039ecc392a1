import { readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect } from '@jest/globals'

const tests = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
/** Takes as long as a third of the others. */
const EXAMPLES = 'rules/examples.test.ts'
/** What holds no unit tests. */
const OTHER_FOLDERS = new Set(['fixtures', 'process', 'slow', 'support', 'together'])

/**
 * Runs one of the two parts of the unit tests in the calling test file. Jest loads every module anew for every test
 * file, which takes as long as the tests do; here what a part's files share is loaded once.
 */
export async function importTests(part: number): Promise<void> {
  const files = listUnitTests().filter((file, index) => findPart(file, index) === part)
  for (const file of files) {
    const address = path.join(tests, file)
    // Random shapes come from the file's own path, as when it is run alone.
    expect.setState({ testPath: address })
    await import(pathToFileURL(address).href)
  }
}

/** Two parts that take about as long: with the examples goes every fourth of the other files. */
function findPart(file: string, index: number): number {
  return file === EXAMPLES || index % 4 === 0 ? 2 : 1
}

/** Paths below `__tests__`, in order. */
function listUnitTests(): string[] {
  const folders = readdirSync(tests).filter((name) => !name.includes('.') && !OTHER_FOLDERS.has(name))
  return folders
    .flatMap((folder) =>
      readdirSync(path.join(tests, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        `${folder}/${file}`.replaceAll('\\', '/'),
      ),
    )
    .filter((file) => file.endsWith('.test.ts'))
    .sort()
}
