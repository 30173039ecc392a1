/** What `--help` prints. */
export const HELP = `seaworthy: the last look at an npm package before it is published

  seaworthy [check] [targets…]     pack, open the tarball, judge it
  seaworthy rules                  list the rules
  seaworthy explain <rule>         what a rule looks for, why, and what to do

Targets are package folders (default: .), .tgz files and published versions (name@version).

  -f, --format <format>[=<file>]   terminal, json, sarif, markdown or html; may be given several times
  -o, --output <file>              write the report to a file
      --profile <profile>          auto, open-source or proprietary (default: auto, by the licence)
      --fail-on <level>            error, warning, notice or never (default: error)
  -c, --config <file>              a configuration other than the package's seaworthy.yml
      --baseline none              the release to compare with
      --run-scripts                let npm run prepack, prepare and postpack while packing
  -q, --quiet                      only what blocks
  -h, --help, -v, --version

Exit status: 0 may be published, 1 must not, 2 could not be judged.
`
