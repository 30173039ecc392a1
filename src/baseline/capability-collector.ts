import type { Layer } from '../layers/layer.ts'
import { type Capabilities, NO_CAPABILITIES } from './inventory.ts'

export const CAPABILITY_KEYWORDS: readonly string[] = []

export class CapabilityCollector {
  add(_layer: Layer): void {}
  finish(_manifest: Readonly<Record<string, unknown>> | null): Capabilities {
    return NO_CAPABILITIES
  }
}
