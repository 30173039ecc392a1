import { BUILD_SERVICES } from './build-services.ts'
import { CHAT } from './chat.ts'
import { CLOUD } from './cloud.ts'
import { CODE_AND_PACKAGES } from './code-and-packages.ts'
import { CONTENT_AND_IDENTITY } from './content-and-identity.ts'
import { DATA } from './data.ts'
import { HOSTING } from './hosting.ts'
import { INFRASTRUCTURE } from './infrastructure.ts'
import { MODEL_TOOLS, MODELS } from './machine-learning.ts'
import { MESSAGES_AND_HOOKS } from './messages-and-hooks.ts'
import { OBSERVABILITY } from './observability.ts'
import { OTHERS } from './others.ts'
import { PAYMENTS_AND_COMMERCE } from './payments-and-commerce.ts'
import type { Provider } from './provider.ts'
import { SOCIAL } from './social.ts'
import { WORK } from './work.ts'

/** Every form of token that is known. Where two forms fit one value, the one that says more comes first. */
export const PROVIDERS: readonly Provider[] = [
  ...CODE_AND_PACKAGES,
  ...BUILD_SERVICES,
  ...CLOUD,
  ...HOSTING,
  ...INFRASTRUCTURE,
  ...PAYMENTS_AND_COMMERCE,
  ...CHAT,
  ...MESSAGES_AND_HOOKS,
  ...MODELS,
  ...MODEL_TOOLS,
  ...DATA,
  ...OBSERVABILITY,
  ...CONTENT_AND_IDENTITY,
  ...SOCIAL,
  ...WORK,
  ...OTHERS,
]
