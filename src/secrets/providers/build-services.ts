import { decodesTo } from '../checks/structure.ts'
import { defineVendor } from './provider.ts'

/** Build services, tests and checks of code. */
export const BUILD_SERVICES = [
  ...defineVendor('Snyk', 'https://app.snyk.io/account', [
    ['API token', '{uuid}', '2', { near: true }],
    ['access token', '{snyk_uat|snyk_sat}.{hex:8}.{url:20-800}', '1'],
  ]),
  ...defineVendor('Socket', 'https://socket.dev/dashboard', [['API token', 'sktsec_{url:40-60}_api', 'W']]),
  ...defineVendor('SonarQube', 'https://sonarcloud.io/account/security', [
    ['token', '{squ|sqp|sqa}_{hex:40}', '2'],
    ['Cloud token', 'sqco_{base62:59}', '2'],
    ['token (older)', '{hex:40}', '2', { near: ['sonar', 'sonarqube', 'sonarcloud', 'sonar login'] }],
    ['token (any case)', '{squ_|sqp_|sqa_|}{base62:40}', '1', { near: ['sonar', 'sonarqube', 'sonarcloud'] }],
  ]),
  ...defineVendor('Codecov', 'https://app.codecov.io', [
    ['upload token', '{uuid}', '2', { near: true }],
    ['token', '{lowerdigit:32}', '2', { near: true }],
  ]),
  ...defineVendor('Coveralls', 'https://coveralls.io', [
    ['repo token', '{base62:32-37}', '2', { near: true }],
  ]),
  ...defineVendor('Codacy', 'https://app.codacy.com/account/access-management', [
    ['token', '{base62:20}', '2', { near: true }],
    ['project token', '{hex:32}', 'D', { near: true }],
  ]),
  ...defineVendor('Code Climate', 'https://codeclimate.com', [
    ['token', '{hex:64}', '2', { near: ['code climate', 'cc test reporter'] }],
    ['token (short)', '{hex:40}', '2', { near: 'code climate' }],
  ]),
  ...defineVendor('CircleCI', 'https://app.circleci.com/settings/user/tokens', [
    ['API token', '{CCIPAT|CCIPRJ}_{base62:22}_{hex:40}', '2'],
    ['API token (older)', '{hex:40}', '2', { near: ['circle', 'circleci'] }],
  ]),
  ...defineVendor('Buildkite', 'https://buildkite.com/user/api-access-tokens', [
    ['user access token', 'bkua_{lowerdigit:40}', '2'],
    ['user access token (long)', 'bkua_{lowerdigit:53}', '1'],
    ['agent token', '{bkaa|bkaj|bkar|bkct|bkpt|bkpat}_{url:54-333}', '1'],
    ['token (unprefixed)', '{lowerdigit:40}', '2', { near: true }],
  ]),
  ...defineVendor('Travis CI', 'https://app.travis-ci.com/account/preferences', [
    ['API token', '{url:22}', '2', { near: ['travis', 'travisci', 'travis ci'] }],
  ]),
  ...defineVendor('Drone', 'https://docs.drone.io', [
    ['token', '{base62:32}', '2', { near: ['drone', 'droneci', 'drone ci'] }],
  ]),
  ...defineVendor('Harness', 'https://app.harness.io', [
    ['API key', '{pat|sat}.{url:22}.{base62:24}.{base62:20}', '2'],
  ]),
  ...defineVendor('TeamCity', 'https://www.jetbrains.com/help/teamcity/configuring-your-user-profile.html', [
    ['access token', 'eyJ0eXAiOiAiVENWMiJ9.{url:36}.{url:48}', '2'],
  ]),
  ...defineVendor(
    'Jenkins',
    'https://www.jenkins.io/doc/book/system-administration/authenticating-scripted-clients/',
    [
      ['API token', '11{hex:32}', '2', { near: true }],
      ['token', '{hex:32-36}', '2', { near: true }],
      ['crumb', '{hex:64}', '2', { near: ['jenkins crumb', 'jenkins'] }],
    ],
  ),
  ...defineVendor('Octopus Deploy', 'https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key', [
    [
      'API key',
      'API-{upperdigit:26-34}',
      '2',
      { near: ['octopus', 'octopus deploy', 'octopusdeploy'], weak: true },
    ],
  ]),
  ...defineVendor('Nx Cloud', 'https://cloud.nx.app', [
    [
      'access token',
      '{base64:60-90}{|=|==}',
      '1',
      {
        near: ['nx cloud', 'nx cloud access token'],
        alone: true,
        check: decodesTo(
          '',
          /^[0-9a-f-]{36}\|read(?:-write)?$/,
          () => `0f3b7c52-8d41-4c6e-9a27-${Date.now().toString(16).padStart(12, '5')}|read-write`,
        ),
      },
    ],
  ]),
  ...defineVendor('Turborepo', 'https://vercel.com/account/settings/tokens', [
    ['token', '{base62:24}', 'D', { near: ['turbo token', 'turborepo'] }],
  ]),
  ...defineVendor('Chromatic', 'https://www.chromatic.com', [['project token', 'chpt_{hex:15}', 'W']]),
  ...defineVendor('Percy', 'https://percy.io', [
    ['token', '{web|app|auto}_{hex:64}', '1', { near: true, weak: true }],
    ['token (older)', '{hex:64}', '1', { near: true }],
  ]),
  ...defineVendor('Cypress', 'https://cloud.cypress.io', [
    ['record key', '{uuid}', '1', { near: ['cypress record', 'record key', 'cypress'] }],
  ]),
  ...defineVendor('BrowserStack', 'https://www.browserstack.com/accounts/profile/details', [
    ['access key', '{base62:20}', '2', { near: true }],
  ]),
  ...defineVendor('Sauce Labs', 'https://app.saucelabs.com/user-settings', [
    ['access key', '{uuid}', '2', { near: ['sauce', 'sauce labs'] }],
  ]),
  ...defineVendor('LambdaTest', 'https://accounts.lambdatest.com/security', [
    ['access key', '{base62:50}', '2', { near: ['lambdatest', 'lt access'] }],
  ]),
  ...defineVendor('Postman', 'https://web.postman.co/settings/me/api-keys', [
    ['API key', 'PMAK-{hex:24}-{hex:34}', '2'],
    ['collection access key', 'PMAT-{upperdigit:26}', '1'],
  ]),
  ...defineVendor('StackHawk', 'https://app.stackhawk.com/settings/apikeys', [
    ['API key', 'hawk.{url:20}.{url:20}', '2'],
  ]),
  ...defineVendor('Spectral', 'https://get.spectralops.io', [['API key', 'spu-{lowerdigit:32}', '1']]),
  ...defineVendor('Endor Labs', 'https://app.endorlabs.com', [
    ['API key', 'endr+{url:16}', '1', { mixed: true }],
  ]),
  ...defineVendor('Aikido', 'https://app.aikido.dev', [['token', '{AIK_CI|AIK_SECRET}_{base62:20-80}', '1']]),
  ...defineVendor('Dependency-Track', 'https://docs.dependencytrack.org', [
    ['API key', 'odt_{base62:32-255}', '1'],
  ]),
  ...defineVendor('Mergify', 'https://dashboard.mergify.com', [
    ['application key', 'mergify_application_key_{url:40-200}', '2'],
  ]),
  ...defineVendor('Ionic', 'https://dashboard.ionicframework.com', [
    ['token', 'ion_{base62:42}', '2', { mixed: true }],
  ]),
  ...defineVendor('Bitrise', 'https://app.bitrise.io/me/profile#/security', [
    ['token', '{url:60-120}', '1', { near: true }],
  ]),
  ...defineVendor('App Center', 'https://appcenter.ms/settings/apitokens', [
    [
      'API token',
      '{hex:40}',
      '1',
      { near: ['app center', 'appcenter', 'code push', 'microsoft app center'] },
    ],
  ]),
  ...defineVendor('Expo', 'https://expo.dev/settings/access-tokens', [
    ['access token', '{url:40}', 'W', { near: ['expo token', 'expo access', 'expo api'] }],
  ]),
  ...defineVendor('Contribsys', 'https://sidekiq.org', [
    ['gem server credentials', '{hex:8}:{hex:8}', '1', { near: ['contribsys', 'bundle enterprise'] }],
  ]),
]
