/** The whole of what CI runs takes its turns by the commit; see `.ci/run`. Without it, every row is taken. */
const TURN = process.env.TEST_TURN

/** Of more rows than this, every third is taken and not every other. */
const MANY = 20

/**
 * The rows that this run takes, in their order: all, or every other, or of many every third. The last digit of
 * `TEST_TURN` says which; over the digits each row has its turn.
 */
export function takeTurn<Row>(rows: readonly Row[], turn = TURN): Row[] {
  return rows.filter((_row, index) => isInTurn(index, rows.length, turn))
}

/** What this run takes of all pairs of a row and a column: no row and no column is left out as a whole. */
export function takePairs<Row, Column>(
  rows: readonly Row[],
  columns: readonly Column[],
  turn = TURN,
): [Row, Column][] {
  const count = rows.length * columns.length
  return rows.flatMap((row, at) =>
    columns
      .filter((_column, index) => isInTurn(at + index, count, turn))
      .map((column): [Row, Column] => [row, column]),
  )
}

function isInTurn(index: number, count: number, turn: string | undefined): boolean {
  if (turn === undefined || turn === 'all') return true
  const each = count > MANY ? 3 : 2
  return index % each === Number.parseInt(turn.slice(-1), 16) % each
}
