import { vendor } from './provider.ts'

/** Observability, productivity, marketing and everything else. */
export const SERVICES = [
  ...vendor(
    'Atlassian',
    'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/',
    [
      ['API token', 'ATATT3xFf{url=:170-200}'],
      ['API token (older)', '{base62:24}', { assignedTo: ['jira', 'confluence', 'atlassian'] }],
    ],
  ),
  ...vendor('Trello', 'https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/', [
    ['token', 'ATTA{hex:64}{HEX:8}'],
  ]),
  ...vendor('Grafana', 'https://grafana.com/docs/grafana/latest/administration/service-accounts/', [
    ['Cloud API token', 'glc_eyJ{base64=:32-400}'],
    ['service account token', 'glsa_{base62:32}_{hex:8}'],
    ['API key', 'eyJrIjoi{base64=:70-400}'],
  ]),
  ...vendor('Datadog', 'https://docs.datadoghq.com/account_management/api-app-keys/', [
    ['API key', '{hex:32}', { assignedTo: ['datadog', 'dd_api', 'dd-api'] }],
    ['application key', '{hex:40}', { assignedTo: ['datadog', 'dd_app', 'dd-app'] }],
  ]),
  ...vendor('New Relic', 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/', [
    ['user key', 'NRAK-{upperdigit:27}'],
    ['insert key', 'NRII-{url:32}'],
    ['license key', '{hex:36}NRAL'],
  ]),
  ...vendor('Sentry', 'https://docs.sentry.io/account/auth-tokens/', [
    ['organisation token', 'sntrys_eyJ{base64=:40-500}_{base64:43}'],
    ['user token', 'sntryu_{hex:64}'],
  ]),
  ...vendor('Honeycomb', 'https://docs.honeycomb.io/configure/environments/manage-api-keys/', [
    ['API key', '{hcaik|hcxik|hcamk|hcxmk}_{lowerdigit:58}'],
  ]),
  ...vendor(
    'Dynatrace',
    'https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens',
    [['access token', '{dt0c01|dt0s01|dt0s16}.{upperdigit:24}.{upperdigit:64}']],
  ),
  ...vendor('PostHog', 'https://posthog.com/docs/api#authentication', [
    ['personal API key', 'phx_{base62:43-48}'],
  ]),
  ...vendor('Segment', 'https://docs.segmentapis.com/tag/Getting-Started', [
    ['public API token', 'sgp_{base62:64}'],
  ]),
  ...vendor('LaunchDarkly', 'https://launchdarkly.com/docs/home/account/api', [
    ['API access token', 'api-{uuid}', { assignedTo: 'launchdarkly' }],
    ['SDK key', 'sdk-{uuid}', { assignedTo: 'launchdarkly' }],
  ]),
  ...vendor('Figma', 'https://www.figma.com/developers/api#access-tokens', [
    ['personal access token', 'figd_{url:40-200}'],
  ]),
  ...vendor('Linear', 'https://linear.app/developers/graphql#personal-api-keys', [
    ['API key', 'lin_api_{base62:40}'],
    ['OAuth token', 'lin_oauth_{hex:64}'],
  ]),
  ...vendor('Notion', 'https://developers.notion.com/docs/authorization', [
    ['integration token', 'ntn_{digit:11}{base62:35}'],
    ['integration token (older)', 'secret_{base62:43}'],
  ]),
  ...vendor('Airtable', 'https://airtable.com/developers/web/guides/personal-access-tokens', [
    ['personal access token', 'pat{base62:14}.{hex:64}'],
  ]),
  ...vendor('Asana', 'https://developers.asana.com/docs/personal-access-token', [
    ['personal access token', '{digit:1}/{digit:16}:{hex:32}', { assignedTo: 'asana' }],
    ['personal access token (current)', '2/{digit:15-17}/{digit:15-17}:{hex:32}', { assignedTo: 'asana' }],
  ]),
  ...vendor('HubSpot', 'https://developers.hubspot.com/docs/guides/apps/private-apps/overview', [
    ['private app token', 'pat-{na|eu|ap}{digit:1}-{uuid}'],
  ]),
  ...vendor(
    'Salesforce',
    'https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/quickstart_oauth.htm',
    [['session token', '00D{base62:12}!{base64._:80-120}']],
  ),
  ...vendor('Zendesk', 'https://developer.zendesk.com/api-reference/introduction/security-and-auth/', [
    ['API token', '{base62:40}', { assignedTo: 'zendesk' }],
  ]),
  ...vendor('Okta', 'https://developer.okta.com/docs/guides/create-an-api-token/main/', [
    ['API token', '00{url:40}', { assignedTo: 'okta' }],
  ]),
  ...vendor('Contentful', 'https://www.contentful.com/developers/docs/references/authentication/', [
    ['management token', 'CFPAT-{url:43}'],
  ]),
  ...vendor('Dropbox', 'https://developers.dropbox.com/oauth-guide', [
    ['access token', 'sl.{url:130-2000}'],
    ['access token (current)', 'sl.u.{url:130-2000}'],
  ]),
  ...vendor('Facebook', 'https://developers.facebook.com/docs/facebook-login/guides/access-tokens/', [
    ['access token', 'EAA{base62:100-300}'],
  ]),
  ...vendor('X', 'https://docs.x.com/resources/fundamentals/authentication/oauth-2-0/application-only', [
    ['bearer token', 'AAAAAAAAAAAAAAAAAAAAA{url%:80-110}'],
  ]),
  ...vendor('Mapbox', 'https://docs.mapbox.com/help/glossary/access-token/', [
    ['secret token', 'sk.eyJ{url:50-100}.{url:22}'],
  ]),
  ...vendor('Typeform', 'https://www.typeform.com/developers/get-started/personal-access-token/', [
    ['personal access token', 'tfp_{url.:40-70}'],
  ]),
  ...vendor('ReadMe', 'https://docs.readme.com/main/reference/authentication', [
    ['API key', 'rdme_{lowerdigit:70}'],
  ]),
  ...vendor('Frame.io', 'https://developer.frame.io/docs/getting-started/authentication', [
    ['developer token', 'fio-u-{url=:64}'],
  ]),
  ...vendor('Adobe', 'https://developer.adobe.com/developer-console/docs/guides/authentication/', [
    ['client secret', 'p8e-{url:32}'],
  ]),
  ...vendor('Stytch', 'https://stytch.com/docs/api/authentication', [
    ['live secret', 'secret-live-{url=:48}'],
  ]),
  ...vendor('Algolia', 'https://www.algolia.com/doc/guides/security/api-keys/', [
    ['admin API key', '{hex:32}', { assignedTo: ['algolia_admin', 'algoliaadmin', 'algolia-admin'] }],
  ]),
  ...vendor('age', 'https://github.com/C2SP/C2SP/blob/main/age.md', [
    ['secret key', 'AGE-SECRET-KEY-1{upperdigit:58}'],
  ]),
]
