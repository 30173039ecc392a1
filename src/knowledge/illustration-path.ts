const FOLDERS =
  /(?:^|[/!])(?:_{0,2}(?:tests?|specs?|fixtures?|mocks?|testdata|test-data|test_data|testing|e2e|examples?|samples?|docs?|documentation)_{0,2})[/!]/i
const NAMES =
  /[._-](?:test|spec|fixture|mock|example|sample)s?\.[a-z]+(?=$|!)|\.(?:md|mdx|markdown|rst|adoc)(?=$|!)/i

/** Whether a path is of a test, a fixture, an example or documentation: a key there is most often made for showing. */
export function isIllustration(path: string): boolean {
  return FOLDERS.test(path) || NAMES.test(path)
}
