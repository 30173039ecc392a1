const { default: Sequencer } = require('@jest/test-sequencer')

/** What takes minutes, then what starts programs, then the rest: a long suite that begins last runs alone at the end. */
const FIRST = ['slow', 'process']

function rank({ path }) {
  const [folder] = path.replaceAll('\\', '/').split('/__tests__/').at(-1).split('/')
  const place = FIRST.indexOf(folder)
  return place === -1 ? FIRST.length : place
}

/** Within each group Jest's own order: what failed, then by the time it took, or by its size where nothing is known. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => rank(one) - rank(other))
  }
}
