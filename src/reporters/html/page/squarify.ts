export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/**
 * Parts a rectangle among areas given largest first, each as near to a square as can be (Bruls, Huizing and van Wijk,
 * "Squarified Treemaps"). The areas are scaled to fill the rectangle; one of zero gets no room.
 */
export function squarify(areas: readonly number[], within: Rectangle): Rectangle[] {
  const total = areas.reduce((sum, area) => sum + area, 0)
  const scale = total === 0 ? 0 : (within.width * within.height) / total
  const placed: Rectangle[] = []
  let rest = within
  let row: number[] = []
  for (const area of areas.map((one) => one * scale)) {
    const side = Math.min(rest.width, rest.height)
    if (row.length > 0 && measureWorst([...row, area], side) > measureWorst(row, side)) {
      rest = placeRow(row, rest, placed)
      row = []
    }
    row.push(area)
  }
  placeRow(row, rest, placed)
  return placed
}

/** The largest ratio of two sides in a row of areas along a side. */
function measureWorst(row: readonly number[], side: number): number {
  const sum = row.reduce((all, area) => all + area, 0)
  const [first = 0] = row
  const last = row.at(-1) ?? 0
  if (sum === 0 || last === 0) return Number.POSITIVE_INFINITY
  return Math.max((side * side * first) / (sum * sum), (sum * sum) / (side * side * last))
}

/** Puts a row along the shorter side. @returns what is left of the rectangle */
function placeRow(row: readonly number[], rest: Rectangle, placed: Rectangle[]): Rectangle {
  const sum = row.reduce((all, area) => all + area, 0)
  const isUpright = rest.width >= rest.height
  const side = isUpright ? rest.height : rest.width
  const thickness = side === 0 ? 0 : sum / side
  let at = 0
  for (const area of row) {
    const length = thickness === 0 ? 0 : area / thickness
    placed.push(
      isUpright
        ? { x: rest.x, y: rest.y + at, width: thickness, height: length }
        : { x: rest.x + at, y: rest.y, width: length, height: thickness },
    )
    at += length
  }
  return isUpright
    ? { x: rest.x + thickness, y: rest.y, width: rest.width - thickness, height: rest.height }
    : { x: rest.x, y: rest.y + thickness, width: rest.width, height: rest.height - thickness }
}
