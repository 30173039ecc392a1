import { CLOUD } from './cloud.ts'
import { CODE_AND_PACKAGES } from './code-and-packages.ts'
import { COMMUNICATION } from './communication.ts'
import { MACHINE_LEARNING } from './machine-learning.ts'
import { PAYMENTS_AND_COMMERCE } from './payments-and-commerce.ts'
import type { Provider } from './provider.ts'
import { SERVICES } from './services.ts'

/** Every form of token that is known. */
export const PROVIDERS: readonly Provider[] = [
  ...CODE_AND_PACKAGES,
  ...CLOUD,
  ...PAYMENTS_AND_COMMERCE,
  ...COMMUNICATION,
  ...MACHINE_LEARNING,
  ...SERVICES,
]
