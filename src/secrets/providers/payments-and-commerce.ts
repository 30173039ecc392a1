import { vendor } from './provider.ts'

/** Payments, banking, shops and shipping. */
export const PAYMENTS_AND_COMMERCE = [
  ...vendor('Stripe', 'https://docs.stripe.com/keys', [
    ['secret key', 'sk_live_{base62:24-240}'],
    ['restricted key', 'rk_live_{base62:24-240}'],
    ['test key', '{sk|rk}_test_{base62:24-240}', { grade: 'test-mode' }],
    ['webhook secret', 'whsec_{base64:32-72}'],
  ]),
  ...vendor('Square', 'https://developer.squareup.com/docs/build-basics/access-tokens', [
    ['access token', 'sq0atp-{url:22}'],
    ['application secret', 'sq0csp-{url:43}'],
    ['personal access token', 'EAAA{url:60}'],
  ]),
  ...vendor('Shopify', 'https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens', [
    ['access token', '{shpat|shpca|shppa|shpss}_{anyhex:32}'],
  ]),
  ...vendor(
    'PayPal Braintree',
    'https://developer.paypal.com/braintree/articles/control-panel/important-gateway-credentials',
    [
      ['access token', 'access_token$production{$}{lowerdigit:16}{$}{hex:32}'],
      ['sandbox access token', 'access_token$sandbox{$}{lowerdigit:16}{$}{hex:32}', { grade: 'test-mode' }],
    ],
  ),
  ...vendor('Plaid', 'https://plaid.com/docs/api/tokens/', [
    ['access token', 'access-{development|production}-{uuid}'],
    ['sandbox access token', 'access-sandbox-{uuid}', { grade: 'test-mode' }],
    ['secret', '{hex:30}', { assignedTo: 'plaid' }],
  ]),
  ...vendor('Flutterwave', 'https://developer.flutterwave.com/docs/authentication', [
    ['secret key', 'FLWSECK-{hex:32}-X'],
    ['test secret key', 'FLWSECK_TEST-{hex:32}-X', { grade: 'test-mode' }],
  ]),
  ...vendor('Mollie', 'https://docs.mollie.com/reference/authentication', [
    ['API key', 'live_{base62:30}', { assignedTo: 'mollie' }],
  ]),
  ...vendor('GoCardless', 'https://developer.gocardless.com/api-reference/', [
    ['access token', 'live_{url:40}', { assignedTo: 'gocardless' }],
  ]),
  ...vendor('EasyPost', 'https://docs.easypost.com/docs/authentication', [
    ['production API key', 'EZAK{base62:54}'],
    ['test API key', 'EZTK{base62:54}', { grade: 'test-mode' }],
  ]),
  ...vendor('Shippo', 'https://docs.goshippo.com/docs/guides_general/authentication/', [
    ['live token', 'shippo_live_{hex:40}'],
    ['test token', 'shippo_test_{hex:40}', { grade: 'test-mode' }],
  ]),
  ...vendor('Duffel', 'https://duffel.com/docs/api/overview/making-requests', [
    ['live access token', 'duffel_live_{url:43}'],
    ['test access token', 'duffel_test_{url:43}', { grade: 'test-mode' }],
  ]),
]
