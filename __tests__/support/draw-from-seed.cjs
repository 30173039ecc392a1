/**
 * Random shapes of secrets come from a seed, so that a run can be repeated: what fails here fails elsewhere too. Another
 * seed draws others: `TEST_SEED=2 npm test`. Each test begins anew from its own name, and what is drawn outside tests from
 * the file's path: so a test draws the same alone, beside others, and in any order.
 */
const crypto = require('node:crypto')

const SEED = process.env.TEST_SEED ?? '1'

let drawnBy
let state = 0

function beginAnew(drawer) {
  if (drawer === drawnBy) return
  drawnBy = drawer
  state = crypto.createHash('sha256').update(`${SEED} ${drawer}`).digest().readUInt32BE()
}

let isInTests = false
beforeEach(() => {
  isInTests = true
  beginAnew(expect.getState().currentTestName)
})

/** While test files are read: several may be, one after another, in the same process. */
function beginFile() {
  if (!isInTests) beginAnew(expect.getState().testPath?.split('__tests__')[1])
}

/** The next of Mulberry32: 32 bits, quick and even enough for shapes. */
function drawNext() {
  state = (state + 0x6d2b79f5) | 0
  let mixed = Math.imul(state ^ (state >>> 15), state | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return (mixed ^ (mixed >>> 14)) >>> 0
}

function draw(count) {
  beginFile()
  const bytes = Buffer.alloc(count)
  for (let at = 0; at < count; at += 1) bytes[at] = drawNext() >>> 24
  return bytes
}

crypto.randomBytes = (count) => draw(count)
crypto.randomInt = (least, most) => {
  beginFile()
  const [from, to] = most === undefined ? [0, least] : [least, most]
  return from + Math.floor((drawNext() / 2 ** 32) * (to - from))
}
crypto.randomUUID = () => {
  const bytes = draw(16)
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
