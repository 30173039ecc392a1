/** Rules that are none any more, by their ids: a configuration may still name them, and they mean nothing. */
export const RETIRED_RULES: Readonly<Record<string, string>> = {
  'tarball/limit':
    'what could not be looked at is no finding of a severity but blocks always, unless those very bytes are accepted: see `seaworthy accept --help`',
}

export const RETIRED_RULE_IDS: readonly string[] = Object.keys(RETIRED_RULES)
