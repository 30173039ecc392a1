import type { Layer } from '../../../model/layer.ts'

/** So many tokens of a text are remembered, to be told once if they stand in it encoded as well. */
const MOST_KNOWN = 100

/** Tokens that were told of, by their layer: what was decoded from a text often holds the same ones again. */
export class TokensTold {
  private readonly known = new WeakMap<Layer, string[]>()

  /** Begins a layer. The answer says whether a token of it was not told of where it was decoded from, and remembers it. */
  begin(layer: Layer): (token: string) => boolean {
    const asWritten = (layer.kind === 'decoded' && layer.parent && this.known.get(layer.parent)) || []
    const here = [...asWritten]
    this.known.set(layer, here)
    return (token) => {
      const plain = undoEscapes(token)
      if (asWritten.some((other) => other.startsWith(plain) || plain.startsWith(other))) return false
      if (here.length < MOST_KNOWN) here.push(plain)
      return true
    }
  }
}

/** A token with an escape in it is a token as it is written, and another one as it reads. */
function undoEscapes(token: string): string {
  return token.replace(/%([2-7][0-9A-Fa-f])/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}
