/**
 * Works on items side by side, at most so many at a time, beginning with the first.
 * @returns A promise for each, in their order. One that fails stops no other.
 */
export function runSideBySide<Item, Result>(
  items: readonly Item[],
  most: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result>[] {
  const free: (() => void)[] = []
  let running = 0
  const turn = (): Promise<void> => {
    if (running < most) {
      running += 1
      return Promise.resolve()
    }
    return new Promise((resolve) => free.push(resolve))
  }
  const finishOne = (): void => {
    const next = free.shift()
    if (next === undefined) running -= 1
    else next()
  }
  return items.map((item) => {
    const result = turn().then(() => work(item).finally(finishOne))
    // Whoever waits for it hears of it; a failure that comes earlier must not end the process.
    result.catch(() => undefined)
    return result
  })
}
