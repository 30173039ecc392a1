/** The workspaces of a root, by what can be done with them. */
export interface SortedWorkspaces {
  readonly all: readonly string[]
  readonly publishable: readonly string[]
  /** Names, by why they cannot be published. */
  readonly hidden: readonly string[]
  readonly nameless: readonly string[]
  readonly versionless: readonly string[]
  readonly extensions: readonly string[]
}

/** What was left out and why, as whole sentences. */
export function tellLeftOut({ hidden, nameless, versionless, extensions }: SortedWorkspaces): string[] {
  const describeNames = (names: readonly string[], what: string) =>
    `${names.length === 1 ? 'One workspace' : `${names.length} workspaces`} ${what}, so not checked: ${tellFirstNames(names)}.`
  const chooseVerb = (names: readonly string[], one: string, many: string) =>
    names.length === 1 ? one : many
  return [
    ...(extensions.length === 0
      ? []
      : [
          `${describeNames(extensions, `${chooseVerb(extensions, 'is an extension', 'are extensions')} of VS Code that nothing publishes to npm`)} Name the .vsix that vsce package writes to check it.`,
        ]),
    ...(hidden.length === 0
      ? []
      : [describeNames(hidden, `${chooseVerb(hidden, 'is', 'are')} private and cannot be published`)]),
    ...(nameless.length === 0
      ? []
      : [describeNames(nameless, `${chooseVerb(nameless, 'has', 'have')} no name and cannot be published`)]),
    ...(versionless.length === 0
      ? []
      : [
          `${describeNames(versionless, `${chooseVerb(versionless, 'has', 'have')} no version yet and cannot be packed`)} If the release writes it, run seaworthy after that step.`,
        ]),
  ]
}

/** Names for a sentence, the first of many. */
export function tellFirstNames(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ')
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown
}
