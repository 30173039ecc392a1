import { defineVendor } from './provider.ts'

/** Payments, banking, shops and shipping. */
export const PAYMENTS_AND_COMMERCE = [
  ...defineVendor('Paystack', 'https://dashboard.paystack.com/#/settings/developers', [
    ['secret key', 'sk_live_{lowerdigit:40}', '2'],
    ['test key', 'sk_test_{lowerdigit:40}', '2', { grade: 'test-mode' }],
  ]),
  ...defineVendor('Stripe', 'https://dashboard.stripe.com/apikeys', [
    ['secret key', '{sk_live|sk_org_live}_{base62:10-247}', 'D'],
    ['restricted key', 'rk_live_{base62:10-247}', 'D'],
    ['test key', '{sk|rk|sk_org}_test_{base62:10-247}', 'D', { grade: 'test-mode' }],
    ['webhook secret', 'whsec_{base64:32-72}{|=|==}', 'D'],
    ['client secret of a payment', '{pi|seti}_{base62:24}_secret_{base62:25}', 'D', { grade: 'short-lived' }],
  ]),
  ...defineVendor('Clerk', 'https://dashboard.clerk.com', [
    ['webhook or secret key', 'sk_{live|test}_{base62:40-50}', 'D', { near: true }],
  ]),
  ...defineVendor('Square', 'https://developer.squareup.com/apps', [
    ['access token', 'sq0{atp|acp}-{url:22}', 'D'],
    ['application secret', 'sq0csp-{url:43}', 'D'],
    ['application id', 'sq0idp-{url:22}', '2', { grade: 'half' }],
    ['sandbox token', 'sandbox-sq0{atb|csb|csp|atp}-{url:22-43}', 'D', { grade: 'test-mode' }],
    ['personal access token', 'EAAA{url:60}', 'D', { mixed: true, weak: true, near: ['square', 'squareup'] }],
  ]),
  ...defineVendor('Shopify', 'https://partners.shopify.com', [
    ['access token', '{shpat|shpca|shppa|shpss|shpua|shptka}_{anyhex:32}', 'D'],
    ['access token (long)', '{shpat|shpca|shppa|shpss|shpua|shptka}_{base62:32-64}', '1', { weak: true }],
  ]),
  ...defineVendor('PayPal', 'https://developer.paypal.com/dashboard/applications', [
    ['client secret', 'E{url:79}', '2', { near: true }],
    ['client secret (other length)', '{url:50-80}', '2', { near: true }],
  ]),
  ...defineVendor('PayPal Braintree', 'https://www.braintreegateway.com', [
    ['access token', 'access_token$production{$}{lowerdigit:16}{$}{hex:32}', 'D'],
    [
      'sandbox access token',
      'access_token$sandbox{$}{lowerdigit:16}{$}{hex:32}',
      'D',
      { grade: 'test-mode' },
    ],
    ['private key', '{hex:32}', 'D', { near: ['braintree', 'braintree private'] }],
  ]),
  ...defineVendor('Adyen', 'https://ca-live.adyen.com', [
    ['API key', 'AQE{base64:80-200}-{base64:40-60}=-{url~.:8-40}', 'W'],
  ]),
  ...defineVendor('Checkout.com', 'https://dashboard.checkout.com/developers/keys', [
    ['secret key', 'sk_{uuid}', '2', { weak: true, near: ['checkout', 'cko'] }],
    ['test key', 'sk_test_{uuid}', '2', { grade: 'test-mode' }],
    ['secret key (new)', 'sk_{|sbox_}{lowerdigit:26}', '1', { near: ['checkout', 'cko'] }],
  ]),
  ...defineVendor('Razorpay', 'https://dashboard.razorpay.com/app/keys', [
    ['key secret', '{base62:24}', '2', { near: true }],
    ['key id', 'rzp_live_{base62:14}', '2', { grade: 'half' }],
  ]),
  ...defineVendor('Paddle', 'https://vendors.paddle.com/authentication-v2', [
    ['API key', 'pdl_live_apikey_{lowerdigit:26}_{base62:22}_{base62:3}', 'D'],
    [
      'sandbox API key',
      'pdl_sdbx_apikey_{lowerdigit:26}_{base62:22}_{base62:3}',
      'D',
      { grade: 'test-mode' },
    ],
    ['webhook secret', 'pdl_ntfset_{lowerdigit:26}_{base64:32}', 'D'],
  ]),
  ...defineVendor('Polar', 'https://polar.sh/dashboard', [
    ['access token', 'polar_{oat|pat|at|rt}_{url:20-100}', '2'],
  ]),
  ...defineVendor('RevenueCat', 'https://app.revenuecat.com', [
    ['secret key', 'sk_{base62:30}', 'W', { near: true }],
    ['secret key (newer)', 'atk_{base62:30}', '1', { near: true }],
  ]),
  ...defineVendor('Plaid', 'https://dashboard.plaid.com/developers/keys', [
    ['access token', 'access-{development|production}-{uuid}', '2', { weak: true }],
    ['sandbox access token', 'access-sandbox-{uuid}', '2', { grade: 'test-mode' }],
    ['secret', '{lowerdigit:30}', '2', { near: true }],
  ]),
  ...defineVendor('Flutterwave', 'https://app.flutterwave.com/dashboard/settings/apis/live', [
    ['secret key', 'FLWSECK-{anyhex:32}-X', '2'],
    ['test secret key', 'FLWSECK_TEST-{lowerdigit:12-32}{|-X}', '2', { grade: 'test-mode' }],
  ]),
  ...defineVendor('Mercado Pago', 'https://www.mercadopago.com/developers/panel', [
    ['access token', 'APP_USR-{digit:16}-{digit:6}-{hex:32}-{digit:6-12}', '1'],
  ]),
  ...defineVendor('Midtrans', 'https://dashboard.midtrans.com', [
    ['server key', 'Mid-server-{url:10-30}', '1'],
  ]),
  ...defineVendor('Asaas', 'https://www.asaas.com', [['API key', '{$}aact_prod_{base64=:20-200}', '1']]),
  ...defineVendor('Ramp', 'https://app.ramp.com', [
    ['client secret', 'ramp_sec_{base62:48}', '2'],
    ['client id', 'ramp_id_{base62:40}', '2', { grade: 'half' }],
  ]),
  ...defineVendor('Mercury', 'https://app.mercury.com/settings/tokens', [
    ['API token', 'mercury_{production|sandbox}_{lower:3-6}_{base62:40-50}_yrucrem', '1'],
  ]),
  ...defineVendor('Highnote', 'https://highnote.com', [
    ['API key', 'sk_live_{base62:20-60}', '1', { near: true }],
  ]),
  ...defineVendor('Rainforest', 'https://docs.rainforestpay.com', [['API key', 'apikey_{hex:64}', '1']]),
  ...defineVendor('Heartland', 'https://developer.heartlandpaymentsystems.com', [
    ['secret key', 'skapi_{prod_|cert_|}{base62:24-42}', '1'],
  ]),
  ...defineVendor('WePay', 'https://go.wepay.com', [['token', '{PRODUCTION|STAGE}_{hex:60-68}', '1']]),
  ...defineVendor('Mollie', 'https://my.mollie.com/dashboard/developers/api-keys', [
    ['API key', 'live_{base62:30-40}', '2', { near: true }],
  ]),
  ...defineVendor('GoCardless', 'https://manage.gocardless.com/developers', [
    ['access token', 'live_{url:40}', '2', { near: true }],
  ]),
  ...defineVendor('Lob', 'https://dashboard.lob.com/settings/api-keys', [
    ['live API key', 'live_{hex:35}', '2'],
    ['test API key', 'test_{hex:35}', '2', { grade: 'test-mode' }],
    ['publishable key', '{live|test}_pub_{hex:31}', '2', { grade: 'browser' }],
  ]),
  ...defineVendor('EasyPost', 'https://www.easypost.com/account/api-keys', [
    ['production API key', 'EZAK{base62:54}', 'D'],
    ['test API key', 'EZTK{base62:54}', 'D', { grade: 'test-mode' }],
  ]),
  ...defineVendor('Shippo', 'https://apps.goshippo.com/settings/api', [
    ['live token', 'shippo_live_{anyhex:40}', 'D'],
    ['test token', 'shippo_test_{anyhex:40}', 'D', { grade: 'test-mode' }],
  ]),
  ...defineVendor('Duffel', 'https://app.duffel.com', [
    ['live access token', 'duffel_live_{url=:43}', 'D'],
    ['test access token', 'duffel_test_{url=:43}', 'D', { grade: 'test-mode' }],
  ]),
  ...defineVendor('eBay', 'https://developer.ebay.com/my/keys', [
    ['production key', 'PRD-{hex:8-12}-{hex:4}-{hex:4}-{hex:4}-{hex:4-12}', '2'],
    ['sandbox key', 'SBX-{hex:8-12}-{hex:4}-{hex:4}-{hex:4}-{hex:4-12}', '2', { grade: 'test-mode' }],
  ]),
  ...defineVendor('Etsy', 'https://www.etsy.com/developers/your-apps', [
    ['API key', '{lowerdigit:24}', '2', { near: true }],
    ['shared secret', '{lowerdigit:10}', 'D', { near: true }],
  ]),
  ...defineVendor('Recharge', 'https://developer.rechargepayments.com', [
    ['API token', 'sk_{|test_}{1x1|2x2|1x2|3x3|1x3|2x3|5x5}_{hex:64}', '2'],
  ]),
  ...defineVendor('Klaviyo', 'https://www.klaviyo.com/settings/account/api-keys', [
    ['private key', 'pk_{hex:34}', '2', { weak: true }],
    ['private key (any letters)', 'pk_{lowerdigit:34}', '2', { near: true }],
    ['private key (newer)', 'pk_{base62:6}_{hex:34}', '1'],
  ]),
  ...defineVendor('Coinbase', 'https://portal.cdp.coinbase.com/access/api', [
    ['API key name', 'organizations/{uuid}/apiKeys/{uuid}', '2', { grade: 'half' }],
    ['access token', '{url:64}', '2', { near: true }],
  ]),
  ...defineVendor('Kraken', 'https://pro.kraken.com/app/settings/api', [
    ['API key', '{base64:80-88}{|=|==}', '2', { near: true }],
  ]),
  ...defineVendor('Binance', 'https://www.binance.com/my/settings/api-management', [
    ['API key', '{base62:64}', '2', { near: true }],
  ]),
  ...defineVendor('KuCoin', 'https://www.kucoin.com/account/api', [
    ['API secret', '{uuid}', '2', { near: true }],
    ['API key', '{hex:24}', '2', { near: true }],
  ]),
  ...defineVendor('Bitfinex', 'https://setting.bitfinex.com/api', [
    ['API secret', '{base62:43}', '2', { near: true }],
  ]),
  ...defineVendor('Bittrex', 'https://bittrex.com', [['API key', '{lowerdigit:32}', '2', { near: true }]]),
  ...defineVendor('Finicity', 'https://developer.finicity.com', [
    ['API token', '{hex:32}', '2', { near: true }],
    ['client secret', '{lowerdigit:20}', '2', { near: true }],
  ]),
  ...defineVendor('Finnhub', 'https://finnhub.io/dashboard', [
    ['API key', '{lowerdigit:20}', '2', { near: true }],
  ]),
  ...defineVendor('FreshBooks', 'https://my.freshbooks.com/#/developer', [
    ['access token', '{lowerdigit:64}', '2', { near: true }],
  ]),
]
