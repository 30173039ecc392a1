import { zuploCheck } from '../checks/crc.ts'
import { defineVendor } from './provider.ts'

/** Flags, content, identity. */
export const CONTENT_AND_IDENTITY = [
  ...defineVendor('LaunchDarkly', 'https://app.launchdarkly.com/settings/authorization', [
    [
      'API access token',
      'api-{hex:8}-{hex:4}-4{hex:3}-{hex:4}-{hex:12}',
      '2',
      { weak: true, near: ['launchdarkly', 'launch darkly', 'ld api'] },
    ],
    [
      'SDK key',
      'sdk-{hex:8}-{hex:4}-4{hex:3}-{hex:4}-{hex:12}',
      '2',
      { weak: true, near: ['launchdarkly', 'launch darkly', 'ld sdk'] },
    ],
    ['access token (older)', '{url:40}', '2', { near: ['launchdarkly', 'launch darkly'] }],
  ]),
  ...defineVendor('Statsig', 'https://console.statsig.com', [
    ['secret', '{secret|console}-{base62:40-48}', '1', { mixed: true }],
  ]),
  ...defineVendor('ConfigCat', 'https://app.configcat.com', [
    ['SDK key', 'configcat-sdk-1/{url:22}/{url:22}', '2', { grade: 'browser' }],
    ['SDK key (older)', '{url:22}/{url:22}', '2', { near: true, grade: 'browser' }],
  ]),
  ...defineVendor('DevCycle', 'https://app.devcycle.com', [
    ['server SDK key', 'dvc_server_{word:8-60}', '1'],
    ['client key', '{dvc_client|dvc_mobile}_{word:8-60}', '1', { grade: 'browser' }],
  ]),
  ...defineVendor('Flagsmith', 'https://app.flagsmith.com', [
    ['server key', 'ser.{base62:22}', '1', { near: true }],
  ]),
  ...defineVendor('Unleash', 'https://docs.getunleash.io/reference/api-tokens-and-client-keys', [
    ['API token', '{url:1-40}:{url:2-30}.{hex:56-64}', '1', { near: true }],
  ]),
  ...defineVendor('GrowthBook', 'https://app.growthbook.io/settings/keys', [
    ['secret key', 'secret_{|user_|admin_|readonly_}{base64:36-60}{|=|==}', '1', { near: true, weak: true }],
  ]),
  ...defineVendor('Optimizely', 'https://app.optimizely.com', [
    ['access token', '2:{url:52}', '1', { near: true }],
  ]),
  ...defineVendor('Split', 'https://app.split.io', [
    ['admin API key', '{lowerdigit:50-56}', '1', { near: ['split api', 'splitio', 'split io'] }],
  ]),
  ...defineVendor('Contentful', 'https://app.contentful.com/account/profile/cma_tokens', [
    ['management token', 'CFPAT-{url:43}', '2'],
    ['delivery token', '{url:43}', '2', { near: true, grade: 'browser' }],
  ]),
  ...defineVendor('Sanity', 'https://www.sanity.io/manage', [
    ['token', 'sk{base62:78-180}', '2', { mixed: true, near: true }],
    ['token (usual)', 'sk{base62:78-79}', '2', { mixed: true, near: true, alone: true }],
    ['token (short)', 'sk{base62:52}', '1', { near: 'sanity' }],
  ]),
  ...defineVendor('Storyblok', 'https://app.storyblok.com', [
    ['personal access token', '{base62:22}tt-{digit:5-6}-{url:20}', '2'],
    ['token', '{base62:22}tt', '2', { near: true }],
  ]),
  ...defineVendor('DatoCMS', 'https://www.datocms.com', [
    ['API token', '{hex:30}', '1', { near: ['datocms', 'dato'] }],
  ]),
  ...defineVendor('ButterCMS', 'https://buttercms.com', [
    ['API token', '{hex:40}', '1', { near: ['buttercms', 'butter cms'] }],
  ]),
  ...defineVendor('Contentstack', 'https://app.contentstack.com', [
    ['token', 'cs{hex:32}', '1', { near: true }],
    ['management token', 'cs{hex:20-40}', '1', { near: true }],
  ]),
  ...defineVendor('Strapi', 'https://docs.strapi.io', [['API token', '{hex:256}', '1', { near: true }]]),
  ...defineVendor('Builder.io', 'https://builder.io/account/space', [['private key', 'bpk-{hex:32}', '1']]),
  ...defineVendor('Ghost', 'https://ghost.org/docs/admin-api/', [
    [
      'Admin API key',
      '{hex:24}:{hex:64}',
      'D',
      { near: ['ghost', 'ghost admin', 'admin api key'], alone: true },
    ],
  ]),
  ...defineVendor('Webflow', 'https://webflow.com/dashboard/workspace/integrations', [
    ['API token', '{hex:64}', '2', { near: true }],
  ]),
  ...defineVendor('Wix', 'https://manage.wix.com/account/api-keys', [
    ['API key', 'IST.eyJ{url.:100-2000}', '2'],
  ]),
  ...defineVendor('WordPress', 'https://wordpress.org/documentation/article/application-passwords/', [
    [
      'application password',
      '{base62:4} {base62:4} {base62:4} {base62:4} {base62:4} {base62:4}',
      'D',
      { near: ['wordpress', 'wp app', 'application password', 'wp'] },
    ],
  ]),
  ...defineVendor('Auth0', 'https://manage.auth0.com', [
    ['client secret', '{url:64}', '2', { near: ['auth0', 'auth0 client'] }],
  ]),
  ...defineVendor('Okta', 'https://developer.okta.com/docs/guides/create-an-api-token/main/', [
    ['API token', '00{url:40}', '2', { near: ['okta', 'ssws'] }],
    ['client secret', '{url:64}', '1', { near: ['okta client', 'okta secret'] }],
  ]),
  ...defineVendor('Stytch', 'https://stytch.com/dashboard/api-keys', [
    ['live secret', 'secret-live-{url=:35-49}', '2'],
    ['test secret', 'secret-test-{url=:35-49}', '2', { grade: 'test-mode' }],
  ]),
  ...defineVendor('WorkOS', 'https://dashboard.workos.com/api-keys', [
    ['API key', 'sk_{live_|test_|}a2V5X{base62:20-120}', '1'],
  ]),
  ...defineVendor('FusionAuth', 'https://fusionauth.io/docs/apis/authentication', [
    ['API key', '{url:43-64}', '1', { near: true }],
  ]),
  ...defineVendor('Keycloak', 'https://www.keycloak.org/docs/latest/server_admin/', [
    ['client secret', '{base62:32}', '1', { near: ['keycloak client', 'keycloak'] }],
  ]),
  ...defineVendor('Kinde', 'https://app.kinde.com', [
    ['client secret', '{base62:50}', '1', { near: ['kinde client', 'kinde secret', 'kinde'] }],
  ]),
  ...defineVendor('DocuSign', 'https://admindemo.docusign.com/apps-and-keys', [
    ['secret key', '{uuid}', '2', { near: ['docusign', 'docu sign'] }],
  ]),
  ...defineVendor('Squarespace', 'https://developers.squarespace.com', [
    ['API key', '{uuid}', '2', { near: true }],
  ]),
  ...defineVendor('Descope', 'https://app.descope.com', [
    ['management key', 'K{base62:60-180}', '1', { near: true }],
  ]),
  ...defineVendor('Ory', 'https://console.ory.sh', [
    ['token', 'ory_{pat|apikey|at|rt|wak|st|ac}_{url.:32-100}', '2'],
  ]),
  ...defineVendor('Unkey', 'https://app.unkey.com/settings/root-keys', [
    ['root key', 'unkey_{base62:20-32}', '2'],
  ]),
  ...defineVendor('Zuplo', 'https://portal.zuplo.com', [
    ['API key', 'zpka_{lowerdigit:32}_{hex:8}', 'X', { check: zuploCheck }],
  ]),
  ...defineVendor('Svix', 'https://dashboard.svix.com', [
    ['API key', '{testsk|sk}_{url:30-60}.{eu|us|in|ca}', '1'],
  ]),
  ...defineVendor('Authress', 'https://authress.io', [
    [
      'service client key',
      '{sc|ext|scauth|authress}_{lowerdigit:5-30}.{lowerdigit:4-6}.acc{_|-}{url:10-32}.{base64url=:30-120}',
      '2',
    ],
  ]),
  ...defineVendor('Duo', 'https://admin.duosecurity.com', [
    ['secret key', '{base62:40}', '1', { near: ['duo secret', 'duo skey', 'duo security', 'duo'] }],
  ]),
  ...defineVendor('Onfido', 'https://dashboard.onfido.com', [
    ['API token', '{api_live|api_live_us|api_live_ca}.{url.:20-90}', '2'],
    ['sandbox API token', 'api_sandbox{|_us|_ca}.{url.:20-90}', '2', { grade: 'test-mode' }],
  ]),
  ...defineVendor('Persona', 'https://app.withpersona.com', [
    ['API key', 'persona_production_{url:20-80}', '2'],
    ['sandbox API key', 'persona_sandbox_{url:20-80}', '2', { grade: 'test-mode' }],
  ]),
]
