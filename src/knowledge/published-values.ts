import { createHash } from 'node:crypto'

/**
 * Values that vendors, standards and tools publish as samples, by the first 16 digits of their SHA-256, so that this
 * list holds none of them.
 */
const PUBLISHED: ReadonlySet<string> = new Set([
  // 1Password's example of a Connect credential, its symmetric key
  ...['0f432205b4c94878'],
  // ssh2 and other clients: an Ed25519 key that tells whether the runtime knows the curve
  ...['0739020d3a2d8f66'],
  // AWS docs: id AKIAIOSFODNN7EXAMPLE · secret (two spellings) · second pair id · secret · tem
  ...['1a5d44a2dca19669', '78314b11be2e5815', 'e8a0614b6747a06f', 'c6ea27c534f993d3'],
  ...['e21b597ba6b9cafa', 'cb20d34a7adda2f5'],
  // The bearer that the web client of X gives every visitor
  ...['11d3072e6af2d409'],
  // Azurite and storage emulator account key
  ...['0011cc25eb432071'],
  // Cosmos DB emulator key
  ...['aa6547439583c3a2'],
  // Stripe docs: sk_test_ (current) · older · third; pk_test_ current · older
  ...['2cafc0970149a84f', 'f2d6ca16515033e5', '2d1f7723aabc5c7a', 'b1471f544ceeea31'],
  ...['5895b89c8fb33402'],
  // Stripe test cards
  ...['4242424242424242'],
  // reCAPTCHA test secret · site
  ...['f5e95c9954635b65', '03b970ed8171d73b'],
  // Turnstile test secrets (1x000...AA passes, 2x... fails, 3x... spent)
  ...['fb8f35129df87662', '1e3e58656012d861', '841b4f5b0b34e19a'],
  // hCaptcha test secret (42 characters, all zero) · site uuid
  ...['0fff9ee671b05ea2', 'a69c47e0e9deeb99'],
  // jwt.io samples: current HS256 · old · 2025
  ...['7f75367e78812551', 'da816f9f2c16e6c5', 'c794fa6d20c64efb'],
  // HMAC secrets that mean "sample": recompute the signature of any HS256 token with your-256-
  ...['f7d838701b86c5df', '2bb80d537b1da3e3', '465d9ad5d5528ebe', 'a064b502e61d27e9'],
  // Supabase CLI, local stack: secret · publishable · demo anon JWT · demo service_role JWT
  ...['c85debb55f2f204d', '9705102db0d5f99e', 'bf1725a8f98bea37', '70541e07fd4f900b'],
  // Hardhat/Anvil/Foundry mnemonic
  ...['f79cd64f9cea2378'],
  // ... its 20 private keys (64 hex without 0x)
  ...['bc1a50966c9e6486', '8335c55334821eef', 'b26ab6529d20ebeb', '64034b44c579b335'],
  ...['4d3e46eec8244d1d', '0aedba9d586f34f9', '28e543d3753fc9d1', 'f070994a85994785'],
  ...['38e69fdd19aefeb4', '967f21586cdf1248', '0b33e0132123e78d', '84bc109b3d59b017'],
  ...['85bde548053aab4b', 'f1513114f60e5e95', '5330d388af894c9e', 'a2e06155cb1a424f'],
  ...['4a67d7a0d8a16d6d', 'b08bdfde9930d920', 'cf1fc66f853151a4', '100546a8b020a55a'],
  // Ganache deterministic mnemonic · first 10 keys
  ...['9c5d0a6656e5d3f3', '578592185588730b', '30e55f5463e22af0', '70b801afae94d2e6'],
  ...['0bc9fde2b028e3b0', 'f51c2c795f782308', '6dea34b661141091', 'faeb1dab5a326eef'],
  ...['196fbadca8b7eea6', 'ecd5e9d0b08a8a9f', '3fd5610ee03a3503'],
  // Truffle mnemonic · first 10 keys
  ...['b83e96417f61cb14', 'f24167accb5d690f', '07f935b61d37e0e5', 'e4f1734df0250d54'],
  ...['7d1b5fc238610328', '33f532fd39fa0d77', '728383dec6323112', '664b73b16aa57748'],
  ...['e4639de7f01667f6', '98a38f6dad3f47af', 'c15f3d9dfdc98389'],
  // BIP-39 test phrases: eleven times the first word of the list, then about · "legal winner ...
  ...['c557eec878dfd852', 'ecb0e7ba498c5920'],
  // ethers.js default Infura · Alchemy · Etherscan keys
  ...['dddb5c32e423345c', '0dec272a05c648a7', '8bbdc62331f17e54'],
  // Google Cloud SDK default client · ADC client · Firebase CLI · clasp · Gemini CLI installed
  ...['456a51b1f1b3cf3e', 'f0386f9be1fe905f', 'ea140d9c92022174', '846cd027bbd3a783'],
  ...['6a5f78b8b99dd402'],
  // Google Maps documentation key
  ...['e4902a0b38812b15'],
  // Mapbox GL documentation public token
  ...['3e01926f5e2cc7f3'],
  // GitHub documentation gho_ ghs_ ghu_16C7e42F...
  ...['bc3ae723f57c6b9e', '44f05a069ba895c4', '82e74299544e0073'],
  // Slack documentation bot token · webhook T00000000/B00000000/X...
  ...['f5375a46365089a8'],
  // Telegram documentation tokens
  ...['731fa294d036e54f', '0b5dd075ccdd03c4'],
  // Discord documentation token (snowflake 198622483471925248)
  ...['02f7ce3c263f85c0'],
  // 1Password's example of a secret key
  ...['4861b7d682dcbc5a'],
  // Keys of RFC 7515, 7517, 7520, 8037 and 9500, by the private member of their JWK
  ...['8b1b17a9740c068a', '5ccf2edb4f070f0b', 'a45404ae333dd955', '57afc11665beb68d'],
  ...['190edf59d5736c3b', '06e3fd8fda29bb60', '4a15bfd3680ce6f1', '74cdd646258da779'],
  ...['243cd6766dfc55fe', '92a7d7ea52e43e70', '0330b11998cbc9ab', '8f0d5d5f8ad386f9'],
  ...['e0fa8ed1bbd209fd', '2677a14a465f8bf0', '44e6c89ad9f1cbaf', '930d65dbe93c976e'],
  ...['79bd8cb5ce94f16b', '5b6eff51cddd4d13', '8580dd90707d8c51', 'fde65288758ade65'],
  ...['c10838189a432c83', 'edaa3d22d38e1f39', 'bf720321920a4914', '5627a95b023bfad8'],
  ...['b2b04340cfaee616'],
  // Seeds of one-time passwords in documentation, and of RFC 6238
  ...['8be5d113c0871ce1', '549c9390539efcfa', 'd3873980f248ddeb'],
  // Manuals of HAProxy (two users) and FreeRADIUS
  ...['2ba83aaf1210af0e', '630658e2b4eb0878', 'b822f1cd2dcfc685'],
  // The password of Kubernetes' own example, and in base64
  ...['13fe7a38a57c4605', 'a7b580d711ef2807'],
  // The key in 1Password's example of a service account token
  '0f432205b4c94878',
])

/** Whether a value is one that everybody knows: a sample of a vendor's documentation, a key of an emulator. */
export function isPublished(value: string): boolean {
  const plain = /^0x[0-9a-f]{64}$/i.test(value) ? value.slice(2) : value
  return PUBLISHED.has(createHash('sha256').update(plain).digest('hex').slice(0, 16))
}
