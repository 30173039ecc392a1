/** Rules that are none any more, by their ids: a configuration may still name them, and they mean nothing. */
export const RETIRED_RULES: Readonly<Record<string, string>> = {
  'tarball/limit':
    'what could not be looked at is not a finding with a severity: it always blocks, unless exactly those bytes are accepted: see `seaworthy accept --help`',
}

export const RETIRED_RULE_IDS: readonly string[] = Object.keys(RETIRED_RULES)
