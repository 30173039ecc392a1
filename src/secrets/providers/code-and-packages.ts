import { fineGrainedCheck } from '../checks/base32.ts'
import { atlassianCheck, denoCheck, githubCheck, gitlabCheck } from '../checks/crc.ts'
import { defineVendor } from './provider.ts'

/** Code hosts and package registries. */
export const CODE_AND_PACKAGES = [
  ...defineVendor('GitHub', 'https://github.com/settings/tokens', [
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
  ...defineVendor('GitLab', 'https://gitlab.com/-/user_settings/personal_access_tokens', [
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
    ['session cookie', '_gitlab_session={lowerdigit:32}', 'D', { grade: 'short-lived' }],
  ]),
  ...defineVendor('Bitbucket', 'https://bitbucket.org/account/settings/app-passwords/', [
    ['app password', 'ATBB{base62:32}', '2'],
    ['access token', 'ATCTT3xFfG{base64._:100-300}={HEX:8}', 'X', { check: atlassianCheck }],
    ['Data Center token', 'BBDC-{base64@:40-50}', '1'],
    ['OAuth secret', '{url:64}', '2', { near: true }],
    ['OAuth secret (short)', '{base62:32}', '2', { near: true }],
  ]),
  ...defineVendor('Gitea', 'https://docs.gitea.com/development/api-usage', [
    ['token', '{hex:40}', '2', { near: ['gitea', 'forgejo', 'codeberg'] }],
  ]),
  ...defineVendor('Sourcegraph', 'https://sourcegraph.com/user/settings/tokens', [
    ['access token', 'sgp_{anyhex:40}', '2'],
    ['instance access token', 'sgp_{anyhex:16}_{anyhex:40}', '2'],
    ['local access token', 'sgp_local_{anyhex:40}', '2'],
    ['Cody token', '{slk|sgd}_{hex:64}', '2'],
  ]),
  ...defineVendor('npm', 'https://www.npmjs.com/settings/~/tokens', [
    ['access token', 'npm_{base62:36}', 'D', { check: githubCheck }],
    ['access token (older)', '{uuid}', 'D', { near: ['npm token', 'npm auth token', 'npm access'] }],
  ]),
  ...defineVendor('Gemfury', 'https://manage.fury.io', [
    ['token', '{url:20-36}@{npm|repo|push|pull|pypi|gem}.fury.io', '1'],
    ['deploy token', '{hex:20}', '1', { near: ['gemfury', 'fury'] }],
  ]),
  ...defineVendor('Cloudsmith', 'https://cloudsmith.io/user/settings/api/', [
    ['API key', 'csa_{hex:30}{base62:6}', '1'],
  ]),
  ...defineVendor('PyPI', 'https://pypi.org/manage/account/', [
    ['upload token', 'pypi-AgEIcHlwaS5vcmc{url:50-1000}', 'D'],
    ['test upload token', 'pypi-AgENdGVzdC5weXBpLm9yZw{url:50-1000}', 'D', { grade: 'test-mode' }],
  ]),
  ...defineVendor('RubyGems', 'https://rubygems.org/profile/api_keys', [
    ['API key', 'rubygems_{hex:48}', 'D'],
  ]),
  ...defineVendor('crates.io', 'https://crates.io/settings/tokens', [
    ['API token', 'cio{base62:32}', 'D', { mixed: true }],
  ]),
  ...defineVendor('NuGet', 'https://www.nuget.org/account/apikeys', [['API key', 'oy2{lowerdigit:43}', 'D']]),
  ...defineVendor('Packagist', 'https://packagist.com', [
    ['API key', 'packagist_ack_{hex:28-32}', '1'],
    ['API secret', 'packagist_acs_{hex:64-96}', '1'],
    ['token', 'packagist_{ort|out|uut|cut}_{hex:68}', '1'],
  ]),
  ...defineVendor('Open VSX', 'https://open-vsx.org/user-settings/tokens', [
    ['access token', '{ovsxat|ovsxp}_{url:20-80}', '1'],
  ]),
  ...defineVendor('Clojars', 'https://clojars.org/tokens', [['deploy token', 'CLOJARS_{base62:60}', 'D']]),
  ...defineVendor('Docker Hub', 'https://app.docker.com/settings/personal-access-tokens', [
    ['personal access token', 'dckr_pat_{url:27}', 'D'],
    ['organisation access token', 'dckr_oat_{url:32}', 'D'],
    [
      'token (older)',
      '{uuid}',
      '2',
      { near: ['docker hub', 'dockerhub', 'docker token', 'docker password'] },
    ],
  ]),
  ...defineVendor(
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
  ...defineVendor('Deno', 'https://dash.deno.com/account#access-tokens', [
    ['Deploy token', '{ddp|ddo|ddw}_{base62:36}', '2', { check: denoCheck }],
  ]),
  ...defineVendor('Val Town', 'https://www.val.town/settings/api', [['API token', 'vtwn_{url:20-80}', '2']]),
  ...defineVendor('Terraform Registry', 'https://app.terraform.io', [
    ['token', 'atlasv1.{url:60-70}', '1', { near: 'terraform' }],
  ]),
]
