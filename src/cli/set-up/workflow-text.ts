/**
 * The workflow that `init` offers: examples/workflows/basic.yml for the package at hand. A test holds the two together.
 * @param path of the package's folder in the repository; empty for the root
 * @param workspaces whether the folder stands for its workspaces
 */
export function writeWorkflow(path: string, workspaces: boolean): string {
  const inputs = [
    ...(path === '' ? [] : [`          path: ${JSON.stringify(path)}`]),
    ...(workspaces ? ['          workspaces: true'] : []),
  ]
  return `${TEXT}${inputs.length === 0 ? '' : `        with:\n${inputs.join('\n')}\n`}`
}

const TEXT = `# The last look at the package of a repository, on every pull request and before every merge.
#
# permissions              what for                          without it
# contents: read           the checkout                      nothing can be looked at
# pull-requests: write     the comment on the pull request   verdict, annotations and job summary all the same
name: Seaworthy

on:
  pull_request:
  merge_group: # without it, a required check never reports in a merge queue
  push:
    branches: [main]

permissions: {}

concurrency:
  group: \${{ github.workflow }}-\${{ github.ref }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}

jobs:
  seaworthy:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      pull-requests: write
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
      # Build first, if what you publish is built: the scripts of the package do not run while it is packed.
      # - run: npm ci && npm run build
      - uses: seaworthy-dev/seaworthy@v0
`
