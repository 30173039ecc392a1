import { grafanaCheck } from '../checks/crc.ts'
import { decodesTo } from '../checks/structure.ts'
import { readTokenFormat } from '../token-format.ts'
import { defineVendor } from './provider.ts'

/** What Grafana's older keys say once they are decoded. */
function makeExampleKey(): string {
  return JSON.stringify({ k: readTokenFormat('{base62:40}').example(), n: 'ci', id: 1 })
}

/** Observability and incidents. */
export const OBSERVABILITY = [
  ...defineVendor('New Relic', 'https://one.newrelic.com/api-keys', [
    ['license key', '{hex:32}FFFFNRAL', '2'],
    ['license key (EU)', 'eu01xx{hex:26}FFFFNRAL', '2'],
    ['license key (older)', '{hex:36}NRAL', '2'],
    ['license key (other)', '{base62:6}{hex:30}NRAL', '2'],
    ['user key', 'NRAK-{upperdigit:27}', '2'],
    ['user key (any case)', 'NRAK-{base62:27}', '1'],
    ['admin key', 'NRAA-{hex:27}', '2'],
    ['insert key', 'NRII-{url:25-32}', '2'],
    ['query key', 'NRIQ-{url:25-32}', '2'],
    ['REST key', 'NRRA-{hex:42}', '2'],
    ['Pixie key', '{px-api|px-dep}-{uuid}', '1'],
    ['API key (unprefixed)', '{lowerdigit:47-64}', '2', { near: ['new relic', 'newrelic'] }],
  ]),
  ...defineVendor('Datadog', 'https://app.datadoghq.com/organization-settings/api-keys', [
    ['API key', '{hex:32}', '2', { near: ['datadog', 'dd api'] }],
    ['application key', '{hex:40}', '2', { near: ['datadog', 'dd app'] }],
    ['application key (newer)', 'ddapp_{base62:34}', '1'],
    ['personal access token', 'ddpat_{base62:30-60}', '1'],
    ['token (any letters)', '{lowerdigit:40}', '2', { near: 'datadog' }],
  ]),
  ...defineVendor('Sentry', 'https://sentry.io/settings/account/api/auth-tokens/', [
    ['organisation token', 'sntrys_eyJ{base64=:40-500}_{base64:43}', 'D'],
    ['user token', '{sntryu|sntrya|sntryi}_{hex:64}', 'D'],
    ['auth token (older)', '{hex:64}', 'D', { near: true }],
  ]),
  ...defineVendor('Grafana', 'https://grafana.com/docs/grafana/latest/administration/service-accounts/', [
    ['Cloud API token', 'glc_eyJ{base64=:32-400}', 'D'],
    ['Cloud API token (other)', 'glc_{base64=:32-400}', '2', { mixed: true }],
    ['service account token', 'glsa_{base62:32}_{hex:8}', 'X', { check: grafanaCheck }],
    ['service account token (any case)', 'glsa_{base62:32}_{anyhex:8}', '2'],
    [
      'API key',
      'eyJrIjoi{base64=:70-400}',
      'D',
      { check: decodesTo('', /^\{"k":"[^"]{8,}","n":"[^"]*","id":\d+\}/, makeExampleKey) },
    ],
  ]),
  ...defineVendor('Honeycomb', 'https://ui.honeycomb.io/account', [
    ['API key', '{hcaik|hcxik|hcamk|hcxmk|hcbik|hccik}_{lowerdigit:58}', '2'],
    ['API key (older)', '{hex:32}', '2', { near: true }],
    ['API key (classic)', '{base62:22}', '2', { near: true }],
  ]),
  ...defineVendor(
    'Dynatrace',
    'https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens',
    [['access token', 'dt0{lower:1}{digit:2}.{upperdigit:24}.{upperdigit:64}', 'D']],
  ),
  ...defineVendor(
    'Splunk',
    'https://docs.splunk.com/Documentation/Splunk/latest/Data/UsetheHTTPEventCollector',
    [
      ['token', '{uuid}', '2', { near: ['splunk', 'splunk hec'] }],
      ['Observability token', '{base62:22}', '2', { near: ['splunk', 'signalfx'] }],
    ],
  ),
  ...defineVendor('Sumo Logic', 'https://help.sumologic.com/docs/manage/security/access-keys/', [
    ['access key', '{base62:64}', '2', { near: ['sumo', 'sumologic', 'sumo logic'] }],
    ['access id', 'su{base62:12}', '2', { near: ['sumo', 'sumologic', 'sumo logic'], grade: 'half' }],
    ['collector URL', 'sumologic.com/receiver/v1/http/{base64=:80-200}', '2'],
  ]),
  ...defineVendor('Rollbar', 'https://rollbar.com/settings/access_tokens/', [
    [
      'access token',
      '{hex:32}',
      '1',
      { near: ['rollbar server', 'rollbar access', 'rollbar token', 'rollbar post'] },
    ],
    ['token of a page or a server', '{hex:32}', '1', { near: true, grade: 'browser' }],
  ]),
  ...defineVendor('Bugsnag', 'https://app.bugsnag.com', [
    ['auth token', '{hex:32}', '1', { near: ['bugsnag auth', 'bugsnag data'] }],
  ]),
  ...defineVendor('Honeybadger', 'https://app.honeybadger.io', [['token', 'hbp_{base62:36}', '1']]),
  ...defineVendor('Airbrake', 'https://airbrake.io', [
    ['key', '{hex:32}', '1', { near: true }],
    ['user key', '{hex:40}', '1', { near: true }],
  ]),
  ...defineVendor('Raygun', 'https://app.raygun.com', [['key', '{base62:22}', '1', { near: true }]]),
  ...defineVendor('Better Stack', 'https://betterstack.com', [
    ['source token', '{base62:24}', '1', { near: ['logtail', 'better stack', 'betterstack'] }],
  ]),
  ...defineVendor('Loggly', 'https://www.loggly.com', [['token', '{uuid}', '2', { near: true }]]),
  ...defineVendor('Logz.io', 'https://app.logz.io', [
    ['token', '{base62:32}', '2', { near: ['logzio', 'logz io'] }],
  ]),
  ...defineVendor('Axiom', 'https://app.axiom.co/settings/api-tokens', [
    ['token', '{xaat|xapt}-{uuid}', '1'],
  ]),
  ...defineVendor('PagerDuty', 'https://support.pagerduty.com/main/docs/api-access-keys', [
    ['API key', '{u|y|w}{url:19}', '2', { near: ['pagerduty', 'pager duty', 'pd api'] }],
    ['API key (with a plus)', 'u+{url:18}', '2', { near: ['pagerduty', 'pager duty', 'pd api'] }],
    ['API key (older)', '{url:20}', '2', { near: ['pagerduty', 'pager duty'] }],
    ['integration key', '{hex:32}', '2', { near: ['pagerduty', 'pager duty'] }],
  ]),
  ...defineVendor('Opsgenie', 'https://app.opsgenie.com/settings/api-key-management', [
    ['API key', '{uuid}', '2', { near: true }],
  ]),
  ...defineVendor('Statuspage', 'https://manage.statuspage.io', [
    ['API key', '{uuid}', '2', { near: ['statuspage', 'status page'] }],
  ]),
  ...defineVendor('Pingdom', 'https://my.pingdom.com/app/api-tokens', [
    ['API token', '{url:64}', '2', { near: true }],
  ]),
  ...defineVendor('UptimeRobot', 'https://dashboard.uptimerobot.com/integrations', [
    ['API key', '{u|m}{digit:6-9}-{hex:24}', '2', { near: ['uptimerobot', 'uptime robot'], weak: true }],
  ]),
  ...defineVendor('Checkly', 'https://app.checklyhq.com/settings/user/api-keys', [
    ['API key', '{cu|sv}_{hex:32}', '1', { weak: true }],
  ]),
  ...defineVendor('PostHog', 'https://us.posthog.com/settings/user-api-keys', [
    ['personal API key', '{phx|phs|pha|phr}_{word:36-49}', '2'],
  ]),
  ...defineVendor('Amplitude', 'https://app.amplitude.com', [
    ['secret key', '{hex:32}', '2', { near: ['amplitude secret', 'amplitude api secret'] }],
  ]),
  ...defineVendor('Mixpanel', 'https://mixpanel.com/settings/project', [
    ['secret', '{hex:32}', '2', { near: ['mixpanel secret', 'mixpanel api secret', 'mixpanel'] }],
  ]),
  ...defineVendor('Segment', 'https://app.segment.com', [
    ['public API token', 'sgp_{base62:64}', '2'],
    [
      'write key',
      '{base62:32}',
      '2',
      { near: ['segment secret', 'segment write', 'segment api'], grade: 'browser' },
    ],
    ['API token (older)', '{url:43}.{url:43}', '2', { near: 'segment' }],
  ]),
  ...defineVendor('Rootly', 'https://rootly.com/account/api-keys', [['API key', 'rootly_{hex:64}', '2']]),
  ...defineVendor('incident.io', 'https://app.incident.io/settings/api-keys', [
    ['API key', 'inc_{hex:64}', '1'],
  ]),
  ...defineVendor('FireHydrant', 'https://app.firehydrant.io', [['API key', 'fhb-{hex:32}', '1']]),
  ...defineVendor('LogicMonitor', 'https://www.logicmonitor.com', [
    ['bearer token', 'lmb_{base64=:70-90}', '1'],
    ['access key', 'lma_{url~.:40-60}', '1'],
  ]),
]
