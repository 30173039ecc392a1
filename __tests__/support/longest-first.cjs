const { default: Sequencer } = require('@jest/test-sequencer')

/**
 * What takes minutes, then what starts programs, then the rest: a long suite that begins last runs alone at the end. By
 * folder, as a clean clone knows no times: those whose suites start publishing tools and registries take longest.
 */
const FIRST = [
  'slow/packing/',
  'slow/publish/',
  'slow/plan/',
  'slow/',
  'process/publish/',
  'process/action/',
  // Many unit tests in one file each.
  'together/',
  'process/',
]

function rank({ path }) {
  const test = path.replaceAll('\\', '/').split('/__tests__/').at(-1)
  const place = FIRST.findIndex((folder) => test.startsWith(folder))
  return place === -1 ? FIRST.length : place
}

/** Within each group Jest's own order: what failed, then by the time it took, or by its size where nothing is known. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => rank(one) - rank(other))
  }
}
