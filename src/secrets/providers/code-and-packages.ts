import { vendor } from './provider.ts'

/** Code hosts, package registries and build services. */
export const CODE_AND_PACKAGES = [
  ...vendor(
    'GitHub',
    'https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/',
    [
      ['personal access token', 'ghp_{base62:36}', { checksum: true }],
      ['OAuth access token', 'gho_{base62:36}', { checksum: true }],
      ['user-to-server token', 'ghu_{base62:36}', { checksum: true }],
      ['installation token', 'ghs_{base62:36}', { checksum: true }],
      ['installation token (JWT)', 'ghs_{digit:1-20}_eyJ{url:10-2000}.{url:10-8000}.{url:20-1000}'],
      ['refresh token', 'ghr_{base62:36}', { checksum: true }],
      ['refresh token (long)', 'ghr_{base62:76}', { checksum: true }],
      ['fine-grained personal access token', 'github_pat_{base62:22}_{base62:59}'],
    ],
  ),
  ...vendor('GitLab', 'https://docs.gitlab.com/security/tokens/#token-prefixes', [
    ['personal access token', 'glpat-{url:20}'],
    ['personal access token (routable)', 'glpat-{url:27-300}.{lowerdigit:9}'],
    ['deploy token', 'gldt-{url:20}'],
    ['runner authentication token', 'glrt-{url:20}'],
    ['runner authentication token (routable)', 'glrt-t{digit:1}_{url:27-300}.{lowerdigit:9}'],
    ['runner registration token', 'GR1348941{url:20}'],
    ['pipeline trigger token', 'glptt-{hex:40}'],
    ['CI job token', 'glcbt-{base62:1-5}_{url:20}'],
    ['OAuth application secret', 'gloas-{hex:64}'],
    ['SCIM token', 'glsoat-{url:20}'],
    ['feed token', 'glft-{url:20}'],
    ['incoming mail token', 'glimt-{url:25}'],
    ['agent token', 'glagent-{url:50-1024}'],
  ]),
  ...vendor('Bitbucket', 'https://support.atlassian.com/bitbucket-cloud/docs/access-tokens/', [
    ['app password', 'ATBB{base62:32}'],
    ['access token', 'ATCTT3xFfG{base64._:100-300}={HEX:8}'],
  ]),
  ...vendor('npm', 'https://github.blog/2021-09-23-announcing-npms-new-access-token-format/', [
    ['access token', 'npm_{base62:36}', { checksum: true }],
  ]),
  ...vendor('PyPI', 'https://pypi.org/help/#apitoken', [
    ['upload token', 'pypi-AgEIcHlwaS5vcmc{url:50-1000}'],
    ['test upload token', 'pypi-AgENdGVzdC5weXBpLm9yZw{url:50-1000}', { grade: 'test-mode' }],
  ]),
  ...vendor('RubyGems', 'https://guides.rubygems.org/api-key-scopes/', [['API key', 'rubygems_{hex:48}']]),
  ...vendor('crates.io', 'https://doc.rust-lang.org/cargo/reference/publishing.html', [
    ['API token', 'cio{base62:32}'],
  ]),
  ...vendor('NuGet', 'https://learn.microsoft.com/nuget/nuget-org/scoped-api-keys', [
    ['API key', 'oy2{lowerdigit:43}'],
  ]),
  ...vendor('Clojars', 'https://github.com/clojars/clojars-web/wiki/Deploy-Tokens', [
    ['deploy token', 'CLOJARS_{lowerdigit:60}'],
  ]),
  ...vendor('Docker Hub', 'https://docs.docker.com/security/access-tokens/', [
    ['personal access token', 'dckr_pat_{url:27}'],
    ['organisation access token', 'dckr_oat_{url:32}'],
  ]),
  ...vendor(
    'JFrog Artifactory',
    'https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens',
    [
      ['API key', 'AKCp{base62:69}'],
      ['reference token', 'cmVmdGtu{base62:56}'],
    ],
  ),
  ...vendor('Sourcegraph', 'https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token', [
    ['access token', 'sgp_{hex:40}'],
    ['instance access token', 'sgp_{hex:16}_{hex:40}'],
  ]),
  ...vendor('CircleCI', 'https://circleci.com/docs/managing-api-tokens/', [
    ['personal API token', 'CCIPAT_{base62:22}_{hex:40}'],
    ['project API token', 'CCIPRJ_{base62:22}_{hex:40}'],
  ]),
  ...vendor('Buildkite', 'https://buildkite.com/docs/apis/managing-api-tokens', [
    ['user access token', 'bkua_{hex:40}'],
  ]),
  ...vendor('SonarQube', 'https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/', [
    ['token', '{squ|sqp|sqa}_{hex:40}'],
  ]),
  ...vendor('Snyk', 'https://docs.snyk.io/snyk-api/authentication-for-api', [
    ['API token', '{uuid}', { assignedTo: 'snyk' }],
  ]),
  ...vendor('Codecov', 'https://docs.codecov.com/docs/codecov-tokens', [
    ['upload token', '{uuid}', { assignedTo: 'codecov' }],
  ]),
  ...vendor('Octopus Deploy', 'https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key', [
    ['API key', 'API-{upperdigit:26}', { assignedTo: 'octopus' }],
  ]),
  ...vendor('Postman', 'https://learning.postman.com/docs/developer/postman-api/authentication/', [
    ['API key', 'PMAK-{hex:24}-{hex:34}'],
  ]),
]
