/** The whole of what CI runs takes its turns by the commit; see `.ci/run`. Without it, every row is taken. */
const TURN = process.env.TEST_TURN

/** The rows that this run takes, in their order: all, or those whose places are even, or odd, by the last digit of `TEST_TURN`. */
export function takeTurn<Row>(rows: readonly Row[]): Row[] {
  if (TURN === undefined || TURN === 'all') return [...rows]
  const turn = Number.parseInt(TURN.slice(-1), 16) % 2
  return rows.filter((_row, index) => index % 2 === turn)
}
