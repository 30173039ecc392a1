/** Modules of node that reach beyond the program itself (https://nodejs.org/api/). */
export const MODULES: readonly string[] = [
  'child_process',
  'cluster',
  'dgram',
  'dns',
  'fs',
  'http',
  'http2',
  'https',
  'inspector',
  'net',
  'tls',
  'vm',
  'worker_threads',
]

/** Libraries whose purpose is to tell a service what users do, or what went wrong with them. */
export const TELEMETRY: readonly string[] = [
  '@amplitude/',
  '@datadog/',
  '@opentelemetry/',
  '@rudderstack/',
  '@segment/',
  '@sentry/',
  '@snowplow/',
  'amplitude-js',
  'analytics-node',
  'applicationinsights',
  'bugsnag',
  'dd-trace',
  'elastic-apm-node',
  'honeybadger',
  'logrocket',
  'mixpanel',
  'newrelic',
  'posthog-js',
  'posthog-node',
  'raygun',
  'rollbar',
  'universal-analytics',
]

/** Calls of feature flag services whose first argument is the flag's name. */
export const FLAG_CALLS: readonly string[] = [
  '.boolvariation(',
  '.checkgate(',
  '.getfeatureflag(',
  '.getfeaturevalue(',
  '.isfeatureenabled(',
  '.jsonvariation(',
  '.stringvariation(',
  '.usefeatureflag(',
  '.variation(',
]

/** Keyword → how the inventory calls it. */
export const DYNAMIC_CODE: Readonly<Record<string, string>> = {
  'eval(': 'eval',
  ',eval)(': 'eval',
  'new function(': 'new Function',
  'process.binding(': 'process.binding',
  'process.dlopen(': 'process.dlopen',
  '.runincontext(': 'vm.runInContext',
  '.runinnewcontext(': 'vm.runInNewContext',
  '.runinthiscontext(': 'vm.runInThisContext',
}

export const URL_SCHEMES: readonly string[] = ['http://', 'https://', 'ws://', 'wss://']
export const ENVIRONMENT: readonly string[] = ['process.env', 'deno.env.get(', 'bun.env.']
