import { pathRole } from '../../../knowledge/path-role.ts'
import { formatLayerChain, type Layer } from '../../../model/layer.ts'
import type { Messages } from '../../../model/rule.ts'

/** What is said of keys that browsers may see. */
export const BROWSER_KEY_MESSAGES = {
  likelyBrowserKey: {
    confidence: 'likely',
    what: 'What looks like a {token} is in the package.',
    why: 'Its form fits, and {vendor} is named beside it. Keys of this kind may be seen by browsers if they are restricted to your sites and interfaces; unrestricted ones are used at your cost.',
    fix: 'Check its restrictions ({revoke}); if it is meant for servers, revoke it and read it from the environment.',
    severity: 'warning',
  },
  browserKey: {
    confidence: 'sure',
    what: 'A {token} is in the package.',
    why: 'Keys of this kind may be seen by browsers if they are restricted to your sites and interfaces; unrestricted ones are used at your cost.',
    fix: 'Check its restrictions ({revoke}); if it is meant for servers, revoke it and read it from the environment.',
    severity: 'warning',
  },
  browserConfig: {
    confidence: 'sure',
    what: 'A {token} is in the package, as web pages hold it.',
    why: 'Keys in the configuration of a web page or a demo are meant to be seen, if they are restricted to your sites and interfaces.',
    fix: 'Check its restrictions ({revoke}).',
    severity: 'notice',
  },
  appConfig: {
    confidence: 'sure',
    what: 'A {token} is in the package, in the configuration of a mobile application.',
    why: 'Everybody who has the application can read it; in a library it is somebody else’s.',
    fix: 'Leave the file out: whoever uses the library has one of their own. Check the restrictions of the key ({revoke}).',
    severity: { 'open-source': 'notice', proprietary: 'warning' },
  },
} as const satisfies Messages

/** The message of a key for browsers that is one for sure. */
export type BrowserUse = 'browserConfig' | 'browserKey' | 'appConfig'

/** How far around a browser's key what else a web page's configuration holds may stand. */
const CONFIG_REACH = 300

/** What a key for browsers is used for: Firebase's configuration of web pages, the address of a map's script, an app. */
export function decideBrowserUse(layer: Layer, offset: number, illustrates: boolean): BrowserUse {
  const from = Math.max(0, offset - CONFIG_REACH)
  const around = layer.bytes.toString('latin1', from, offset + CONFIG_REACH)
  if (/mobilesdk_app_id|API_KEY<\/key>/.test(around)) return 'appConfig'
  if (/authDomain|projectId|messagingSenderId|maps\.googleapis\.com\/maps/.test(around))
    return 'browserConfig'
  const role = illustrates ? pathRole(formatLayerChain(layer)) : null
  // What documents show was tried by whoever wrote them; tests make theirs up.
  return role === null || role === 'documentation' ? 'browserKey' : 'browserConfig'
}
