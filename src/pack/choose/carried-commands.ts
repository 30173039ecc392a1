/** Programs that start the command which stands among their words: shells, loops, containers, keepers of secrets, versions of node. */
const CARRIERS = new Set(
  [
    'bash sh zsh dash ash pwsh powershell cmd su eval script xargs parallel find fd docker podman nerdctl docker-compose',
    'timeout retry nohup nice setsid stdbuf unbuffer chronic doppler op infisical dotenvx chamber teller aws-vault sops',
    'direnv nix nix-shell devbox mise asdf volta fnm nvm proto bumpp env-cmd varlock ssh',
  ].flatMap((names) => names.split(' ')),
)
const FOLDER_OF_EACH = '$RUN'

/** A command that another program starts. */
export interface Carried {
  /** Texts of the shell: `bash -c "…"`. */
  readonly lines: readonly string[]
  /** Words from each one on that may be a program: what comes of the first that is one counts. */
  readonly words: readonly (readonly string[])[]
  /** The folder that it is started in, where that is another one. */
  readonly goesTo: string | null
}

/** What a program starts of its words; null for one that starts nothing. */
export function findCarried(name: string, given: readonly string[]): Carried | null {
  if (!CARRIERS.has(name)) return null
  const rest = given.filter((word) => !/^(?:\\|;|\+)$/.test(word))
  const [first = ''] = rest
  // `find packages -exec npm publish {} \;`: what it goes through lies right below, as a rule.
  const among = name === 'find' && !first.startsWith('-') ? `${first.replace(/\/+$/, '')}/*` : FOLDER_OF_EACH
  const token = rest[rest.indexOf('-I') + 1]
  const isList = name === 'xargs' || name === 'parallel'
  const filled = rest.map((word) =>
    (isList && rest.includes('-I') && token ? word.replaceAll(token, among) : word).replaceAll('{}', among),
  )
  const words = filled
    .map((_word, at) => filled.slice(at))
    .filter(([word = '']) => /^[@\w][\w./@-]*$/.test(word))
  const isEach = isList && !filled.some((word) => word.includes(among))
  return {
    lines: filled.map((word) => word.replace(/^--?[\w-]+=/, '')).filter((word) => /\s/.test(word)),
    words: isEach ? words.map((one) => [...one, among]) : words,
    goesTo: rest.includes('-execdir') ? among : null,
  }
}
