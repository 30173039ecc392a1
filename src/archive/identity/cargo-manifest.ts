import { parse } from 'smol-toml'
import { isObject } from '../../model/json-object.ts'

/** The `[package]` table of a Cargo.toml (https://doc.rust-lang.org/cargo/reference/manifest.html); null if it has none. */
export function readCargoPackage(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const { package: table } = parse(text)
    return isObject(table) ? table : null
  } catch {
    return null
  }
}
