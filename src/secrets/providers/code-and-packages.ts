import { fineGrainedCheck } from '../checks/base32.ts'
import { atlassianCheck, denoCheck, githubCheck, gitlabCheck } from '../checks/crc.ts'
import { decodesTo } from '../checks/structure.ts'
import { vendor } from './provider.ts'

/** Code hosts and package registries. */
export const CODE_AND_PACKAGES = [
  ...vendor('GitHub', 'https://github.com/settings/tokens', [
    ['personal access token', 'ghp_{base62:36}', 'D', { check: githubCheck }],
    ['OAuth access token', 'gho_{base62:36}', 'D', { check: githubCheck }],
    ['user-to-server token', 'ghu_{base62:36}', 'D', { check: githubCheck }],
    ['installation token', 'ghs_{base62:36}', 'D', { check: githubCheck }],
    [
      'installation token (JWT)',
      'ghs_{digit:1-20}_eyJ{url:10-2000}.{url:10-8000}.{url:20-1000}',
      '1',
      { grade: 'short-lived' },
    ],
    ['refresh token', 'ghr_{base62:36}', 'D', { check: githubCheck }],
    ['refresh token (long)', 'ghr_{base62:76}', 'D', { check: githubCheck }],
    [
      'fine-grained personal access token',
      'github_pat_{base62:22}_{base62:59}',
      'X',
      { check: fineGrainedCheck },
    ],
    [
      'client secret',
      '{hex:40}',
      '2',
      {
        near: [
          'github client',
          'github secret',
          'github app',
          'github oauth',
          'github token',
          'github api',
          'github key',
          'gh token',
        ],
      },
    ],
  ]),
  ...vendor('GitLab', 'https://gitlab.com/-/user_settings/personal_access_tokens', [
    ['personal access token', '{|gitlab-}glpat-{url:20}', 'D'],
    ['personal access token (routable)', 'glpat-{url:27-300}.{lowerdigit:9}', 'X', { check: gitlabCheck }],
    [
      'personal access token (routable, with version)',
      'glpat-{url:27-300}.{digit:2}.{lowerdigit:9}',
      'X',
      { check: gitlabCheck },
    ],
    ['deploy token', 'gldt-{url:20}', 'D'],
    ['runner authentication token', 'glrt-{url:20}', 'D'],
    [
      'runner authentication token (routable)',
      'glrt-t{digit:1}_{url:20-300}.{lowerdigit:9}',
      'D',
      { check: gitlabCheck },
    ],
    [
      'runner authentication token (routable, with version)',
      'glrt-t{digit:1}_{url:20-300}.{digit:2}.{lowerdigit:9}',
      'D',
      { check: gitlabCheck },
    ],
    ['runner registration token', '{GR1348941|glrtr-}{url:20}', 'D'],
    ['pipeline trigger token', 'glptt-{hex:40}', 'D'],
    ['CI job token', 'glcbt-{base62:1-5}_{url:20}', 'D', { grade: 'short-lived' }],
    ['CI job token (short)', 'glcbt-{url:20}', 'D', { grade: 'short-lived' }],
    ['OAuth application secret', 'gloas-{url:64}', 'D'],
    ['SCIM token', 'glsoat-{url:20}', 'D'],
    ['feed token', 'glft-{url:20}', 'D'],
    ['feed token (long)', 'glft-{hex:64}-{digit:1-10}', 'D'],
    ['incoming mail token', 'glimt-{url:25}', 'D'],
    ['agent token', 'glagent-{url:50-1024}', 'D'],
    ['feature-flag client token', 'glffct-{url:20}', 'D'],
    ['workspace token', 'glwt-{url:20}', 'D'],
    ['session cookie', '_gitlab_session={hex:32}', 'D', { grade: 'short-lived' }],
  ]),
  ...vendor('Bitbucket', 'https://bitbucket.org/account/settings/app-passwords/', [
    ['app password', 'ATBB{base62:32}', '2'],
    ['access token', 'ATCTT3xFfG{base64._:100-300}={HEX:8}', 'X', { check: atlassianCheck }],
    ['Data Center token', 'BBDC-{base64@:40-50}', '1'],
    ['OAuth secret', '{url:64}', '2', { near: true }],
    ['OAuth secret (short)', '{base62:32}', '2', { near: true }],
  ]),
  ...vendor('Gitea', 'https://docs.gitea.com/development/api-usage', [
    ['token', '{hex:40}', '2', { near: ['gitea', 'forgejo', 'codeberg'] }],
  ]),
  ...vendor('Sourcegraph', 'https://sourcegraph.com/user/settings/tokens', [
    ['access token', 'sgp_{anyhex:40}', '2'],
    ['instance access token', 'sgp_{anyhex:16}_{anyhex:40}', '2'],
    ['local access token', 'sgp_local_{anyhex:40}', '2'],
    ['Cody token', '{slk|sgd}_{hex:64}', '2'],
  ]),
  ...vendor('npm', 'https://www.npmjs.com/settings/~/tokens', [
    ['access token', 'npm_{base62:36}', 'D', { check: githubCheck }],
  ]),
  ...vendor('Gemfury', 'https://manage.fury.io', [
    ['token', '{url:20-36}@{npm|repo|push|pull|pypi|gem}.fury.io', '1'],
    ['deploy token', '{hex:20}', '1', { near: ['gemfury', 'fury'] }],
  ]),
  ...vendor('Cloudsmith', 'https://cloudsmith.io/user/settings/api/', [
    ['API key', 'csa_{hex:30}{base62:6}', '1'],
  ]),
  ...vendor('PyPI', 'https://pypi.org/manage/account/', [
    ['upload token', 'pypi-AgEIcHlwaS5vcmc{url:50-1000}', 'D'],
    ['test upload token', 'pypi-AgENdGVzdC5weXBpLm9yZw{url:50-1000}', 'D', { grade: 'test-mode' }],
  ]),
  ...vendor('RubyGems', 'https://rubygems.org/profile/api_keys', [['API key', 'rubygems_{hex:48}', 'D']]),
  ...vendor('crates.io', 'https://crates.io/settings/tokens', [
    ['API token', 'cio{base62:32}', 'D', { mixed: true }],
  ]),
  ...vendor('NuGet', 'https://www.nuget.org/account/apikeys', [['API key', 'oy2{b32l:43}', 'D']]),
  ...vendor('Packagist', 'https://packagist.com', [
    ['API key', 'packagist_ack_{hex:28-32}', '1'],
    ['API secret', 'packagist_acs_{hex:64-96}', '1'],
    ['token', 'packagist_{ort|out|uut|cut}_{hex:68}', '1'],
  ]),
  ...vendor('Open VSX', 'https://open-vsx.org/user-settings/tokens', [
    ['access token', '{ovsxat|ovsxp}_{url:20-80}', '1'],
  ]),
  ...vendor('Clojars', 'https://clojars.org/tokens', [['deploy token', 'CLOJARS_{lowerdigit:60}', 'D']]),
  ...vendor('Docker Hub', 'https://app.docker.com/settings/personal-access-tokens', [
    ['personal access token', 'dckr_pat_{url:27}', 'D'],
    ['organisation access token', 'dckr_oat_{url:32}', 'D'],
    [
      'token (older)',
      '{uuid}',
      '2',
      { near: ['docker hub', 'dockerhub', 'docker token', 'docker password'] },
    ],
  ]),
  ...vendor(
    'JFrog Artifactory',
    'https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens',
    [
      ['API key', 'AKCp{base62:69}', '2'],
      ['reference token', 'cmVmdGtu{base62:56}', '2'],
      ['reference token (other)', 'cmVmd{base62:59}', '2'],
      ['API key (unprefixed)', '{base62:73}', '2', { near: ['artifactory', 'jfrog'] }],
      ['token (unprefixed)', '{base62:64}', '2', { near: ['artifactory', 'jfrog'] }],
    ],
  ),
  ...vendor('Deno', 'https://dash.deno.com/account#access-tokens', [
    ['Deploy token', '{ddp|ddo|ddw}_{base62:36}', '2', { check: denoCheck }],
  ]),
  ...vendor('Val Town', 'https://www.val.town/settings/api', [['API token', 'vtwn_{url:20-80}', '2']]),
  ...vendor('Terraform Registry', 'https://app.terraform.io', [
    ['token', 'atlasv1.{url:60-70}', '1', { near: 'terraform' }],
  ]),
]

/** Build services, tests and checks of code. */
export const BUILD_SERVICES = [
  ...vendor('Snyk', 'https://app.snyk.io/account', [
    ['API token', '{uuid}', '2', { near: true }],
    ['access token', '{snyk_uat|snyk_sat}.{hex:8}.{url:20-800}', '1'],
  ]),
  ...vendor('Socket', 'https://socket.dev/dashboard', [['API token', 'sktsec_{url:40-60}_api', 'W']]),
  ...vendor('SonarQube', 'https://sonarcloud.io/account/security', [
    ['token', '{squ|sqp|sqa}_{hex:40}', '2'],
    ['Cloud token', 'sqco_{base62:59}', '2'],
    ['token (older)', '{hex:40}', '2', { near: ['sonar', 'sonarqube', 'sonarcloud'] }],
    [
      'token (any case)',
      '{squ_|sqp_|sqa_|}{lowerdigit:40}',
      '1',
      { near: ['sonar', 'sonarqube', 'sonarcloud'] },
    ],
  ]),
  ...vendor('Codecov', 'https://app.codecov.io', [
    ['upload token', '{uuid}', '2', { near: true }],
    ['token', '{lowerdigit:32}', '2', { near: true }],
  ]),
  ...vendor('Coveralls', 'https://coveralls.io', [['repo token', '{base62:32-37}', '2', { near: true }]]),
  ...vendor('Codacy', 'https://app.codacy.com/account/access-management', [
    ['token', '{base62:20}', '2', { near: true }],
  ]),
  ...vendor('Code Climate', 'https://codeclimate.com', [
    ['token', '{hex:64}', '2', { near: ['code climate', 'cc test reporter'] }],
    ['token (short)', '{hex:40}', '2', { near: 'code climate' }],
  ]),
  ...vendor('CircleCI', 'https://app.circleci.com/settings/user/tokens', [
    ['API token', '{CCIPAT|CCIPRJ}_{base62:22}_{hex:40}', '2'],
    ['API token (older)', '{hex:40}', '2', { near: ['circle', 'circleci'] }],
  ]),
  ...vendor('Buildkite', 'https://buildkite.com/user/api-access-tokens', [
    ['user access token', 'bkua_{lowerdigit:40}', '2'],
    ['user access token (long)', 'bkua_{lowerdigit:53}', '1'],
    ['agent token', '{bkaa|bkaj|bkar|bkct|bkpt|bkpat}_{url:54-333}', '1'],
    ['token (unprefixed)', '{lowerdigit:40}', '2', { near: true }],
  ]),
  ...vendor('Travis CI', 'https://app.travis-ci.com/account/preferences', [
    ['API token', '{url:22}', '2', { near: ['travis', 'travisci', 'travis ci'] }],
  ]),
  ...vendor('Drone', 'https://docs.drone.io', [
    ['token', '{base62:32}', '2', { near: ['drone', 'droneci', 'drone ci'] }],
  ]),
  ...vendor('Harness', 'https://app.harness.io', [
    ['API key', '{pat|sat}.{url:22}.{base62:24}.{base62:20}', '2'],
  ]),
  ...vendor('TeamCity', 'https://www.jetbrains.com/help/teamcity/configuring-your-user-profile.html', [
    ['access token', 'eyJ0eXAiOiAiVENWMiJ9.{url:36}.{url:48}', '2'],
  ]),
  ...vendor(
    'Jenkins',
    'https://www.jenkins.io/doc/book/system-administration/authenticating-scripted-clients/',
    [
      ['API token', '11{hex:32}', '2', { near: true }],
      ['token', '{hex:32-36}', '2', { near: true }],
      ['crumb', '{hex:64}', '2', { near: ['jenkins crumb', 'jenkins'] }],
    ],
  ),
  ...vendor('Octopus Deploy', 'https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key', [
    [
      'API key',
      'API-{upperdigit:26-34}',
      '2',
      { near: ['octopus', 'octopus deploy', 'octopusdeploy'], weak: true },
    ],
  ]),
  ...vendor('Nx Cloud', 'https://cloud.nx.app', [
    [
      'access token',
      '{base64:60-90}{|=|==}',
      '1',
      {
        near: ['nx cloud', 'nx cloud access token'],
        check: decodesTo(
          '',
          /^[0-9a-f-]{36}\|read(?:-write)?$/,
          () => `0f3b7c52-8d41-4c6e-9a27-${Date.now().toString(16).padStart(12, '5')}|read-write`,
        ),
      },
    ],
  ]),
  ...vendor('Turborepo', 'https://vercel.com/account/settings/tokens', [
    ['token', '{base62:24}', 'D', { near: ['turbo token', 'turborepo'] }],
  ]),
  ...vendor('Chromatic', 'https://www.chromatic.com', [['project token', 'chpt_{hex:15}', 'W']]),
  ...vendor('Percy', 'https://percy.io', [
    ['token', '{web|app|auto}_{hex:64}', '1', { near: true, weak: true }],
    ['token (older)', '{hex:64}', '1', { near: true }],
  ]),
  ...vendor('Cypress', 'https://cloud.cypress.io', [
    ['record key', '{uuid}', '1', { near: ['cypress record', 'record key', 'cypress'] }],
  ]),
  ...vendor('BrowserStack', 'https://www.browserstack.com/accounts/profile/details', [
    ['access key', '{base62:20}', '2', { near: true }],
  ]),
  ...vendor('Sauce Labs', 'https://app.saucelabs.com/user-settings', [
    ['access key', '{uuid}', '2', { near: ['sauce', 'sauce labs'] }],
  ]),
  ...vendor('LambdaTest', 'https://accounts.lambdatest.com/security', [
    ['access key', '{base62:50}', '2', { near: ['lambdatest', 'lt access'] }],
  ]),
  ...vendor('Postman', 'https://web.postman.co/settings/me/api-keys', [
    ['API key', 'PMAK-{hex:24}-{hex:34}', '2'],
    ['collection access key', 'PMAT-{upperdigit:26}', '1'],
  ]),
  ...vendor('StackHawk', 'https://app.stackhawk.com/settings/apikeys', [
    ['API key', 'hawk.{url:20}.{url:20}', '2'],
  ]),
  ...vendor('Spectral', 'https://get.spectralops.io', [['API key', 'spu-{lowerdigit:32}', '1']]),
  ...vendor('Endor Labs', 'https://app.endorlabs.com', [['API key', 'endr+{url:16}', '1', { mixed: true }]]),
  ...vendor('Aikido', 'https://app.aikido.dev', [['token', '{AIK_CI|AIK_SECRET}_{base62:20-80}', '1']]),
  ...vendor('Dependency-Track', 'https://docs.dependencytrack.org', [
    ['API key', 'odt_{base62:32-255}', '1'],
  ]),
  ...vendor('Mergify', 'https://dashboard.mergify.com', [
    ['application key', 'mergify_application_key_{url:40-200}', '2'],
  ]),
  ...vendor('Ionic', 'https://dashboard.ionicframework.com', [
    ['token', 'ion_{base62:42}', '2', { near: true }],
  ]),
  ...vendor('Bitrise', 'https://app.bitrise.io/me/profile#/security', [
    ['token', '{url:60-120}', '1', { near: true }],
  ]),
  ...vendor('App Center', 'https://appcenter.ms/settings/apitokens', [
    [
      'API token',
      '{hex:40}',
      '1',
      { near: ['app center', 'appcenter', 'code push', 'microsoft app center'] },
    ],
  ]),
  ...vendor('Expo', 'https://expo.dev/settings/access-tokens', [
    ['access token', '{url:40}', 'W', { near: ['expo token', 'expo access', 'expo api'] }],
  ]),
  ...vendor('Contribsys', 'https://sidekiq.org', [
    ['gem server credentials', '{hex:8}:{hex:8}', '1', { near: ['contribsys', 'bundle enterprise'] }],
  ]),
]
