const PERIOD = 12.42

/** Hours until the next high tide, from the hours since the last one. */
export function nextHighTide(hoursSince) {
  return PERIOD - (hoursSince % PERIOD)
}

/** Height between 0 and 1 at a number of hours after high tide. */
export function height(hours) {
  return (1 + Math.cos((2 * Math.PI * hours) / PERIOD)) / 2
}
