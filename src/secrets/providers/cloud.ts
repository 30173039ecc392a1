import { vendor } from './provider.ts'

/** Clouds, hosting, infrastructure and secret stores. */
export const CLOUD = [
  ...vendor('AWS', 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html', [
    ['access key id', '{AKIA|ASIA|ABIA|ACCA}{base32:16}'],
    ['secret access key', '{base64:40}', { assignedTo: ['aws', 'secretaccesskey', 'secret_access_key'] }],
    ['Bedrock API key', 'ABSKQmVkcm9ja0FQSUtleS{base64=:100-269}'],
  ]),
  ...vendor('Google', 'https://cloud.google.com/docs/authentication/api-keys', [
    ['API key', 'AIza{url:35}', { grade: 'browser' }],
    ['OAuth client secret', 'GOCSPX-{url:28}'],
    ['OAuth access token', 'ya29.{url:50-1000}'],
    ['OAuth refresh token', '1//0{url:40-120}'],
  ]),
  ...vendor('Firebase', 'https://firebase.google.com/docs/cloud-messaging', [
    ['Cloud Messaging server key', 'AAAA{url:7}:APA91b{url:134}'],
  ]),
  ...vendor('Azure', 'https://learn.microsoft.com/azure/storage/common/storage-account-keys-manage', [
    ['storage account key', 'AccountKey={base64:86}=='],
    ['shared access key', 'SharedAccessKey={base64:43}='],
    ['Active Directory client secret', '{url~.:3}{digit:1}Q~{url~.:31-34}'],
    ['DevOps personal access token', '{base62:76}AZDO{base62:4}'],
    ['Functions key', '{url:44}AzFu{base62:4}=='],
    ['Container Registry key', '{base64:42}+ACR{base62:6}'],
  ]),
  ...vendor('DigitalOcean', 'https://docs.digitalocean.com/reference/api/create-personal-access-token/', [
    ['token', '{dop|doo|dor}_v1_{hex:64}'],
  ]),
  ...vendor('Cloudflare', 'https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/', [
    ['API token', '{cfk|cfut|cfat}_{base62:40}{hex:8}'],
    ['Origin CA key', 'v1.0-{hex:24}-{hex:146}'],
    ['API token (unprefixed)', '{url:40}', { assignedTo: 'cloudflare' }],
    ['global API key', '{hex:37}', { assignedTo: 'cloudflare' }],
  ]),
  ...vendor('Heroku', 'https://devcenter.heroku.com/articles/authentication', [
    ['API key', 'HRKU-AA{url:58}'],
    ['API key (UUID)', 'HRKU-{uuid}'],
    ['API key (unprefixed)', '{uuid}', { assignedTo: 'heroku' }],
  ]),
  ...vendor('Fly.io', 'https://fly.io/docs/security/tokens/', [
    ['access token', 'fo1_{url:43}'],
    ['macaroon', '{fm1r|fm1a|fm2}_{base64=:100-2000}'],
  ]),
  ...vendor('Vercel', 'https://vercel.com/docs/rest-api#authentication', [
    ['access token', '{vcp|vci|vca|vcr|vck}_{base62:20-60}'],
  ]),
  ...vendor('Netlify', 'https://docs.netlify.com/api/get-started/#authentication', [
    ['access token', '{nfp|nfc|nfo|nfu}_{base62:36}'],
  ]),
  ...vendor('Render', 'https://render.com/docs/api', [['API key', 'rnd_{base62:28-32}']]),
  ...vendor('Alibaba Cloud', 'https://www.alibabacloud.com/help/ram/user-guide/create-an-accesskey-pair', [
    ['access key id', 'LTAI{base62:20}'],
  ]),
  ...vendor('Tencent Cloud', 'https://www.tencentcloud.com/document/product/598/34228', [
    ['secret id', 'AKID{base62:32}'],
  ]),
  ...vendor('Yandex Cloud', 'https://yandex.cloud/docs/iam/concepts/authorization/api-key', [
    ['API key', 'AQVN{url:35-38}'],
    ['OAuth token', '{y0|y1|y2|y3}_{url:55-58}'],
  ]),
  ...vendor('Pulumi', 'https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/', [
    ['access token', 'pul-{hex:40}'],
  ]),
  ...vendor(
    'HashiCorp Terraform',
    'https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens',
    [['API token', '{base62:14}.atlasv1.{url:60-70}']],
  ),
  ...vendor('HashiCorp Vault', 'https://developer.hashicorp.com/vault/docs/concepts/tokens', [
    ['service token', 'hvs.{url:90-120}'],
    ['batch token', 'hvb.{url:138-300}'],
    ['recovery token', 'hvr.{url:90-120}'],
  ]),
  ...vendor('Doppler', 'https://docs.doppler.com/docs/service-tokens', [
    ['token', 'dp.{pt|ct|sa|scim|audit}.{base62:40-44}'],
    ['service token', 'dp.st.{base62:40-44}'],
    ['service token of an environment', 'dp.st.{url:2-35}.{base62:40-44}'],
  ]),
  ...vendor('1Password', 'https://developer.1password.com/docs/service-accounts/', [
    ['service account token', 'ops_eyJ{base64=:250-2000}'],
    [
      'secret key',
      'A3-{upperdigit:6}-{upperdigit:6}-{upperdigit:5}-{upperdigit:5}-{upperdigit:5}-{upperdigit:5}',
    ],
  ]),
  ...vendor('Tailscale', 'https://tailscale.com/kb/1277/key-prefixes', [
    ['key', 'tskey-{auth|api|client|scim|webhook}-{base62:6-40}-{base62:16-60}'],
  ]),
  ...vendor('Databricks', 'https://docs.databricks.com/dev-tools/auth/pat.html', [
    ['personal access token', 'dapi{hex:32}'],
    ['personal access token (numbered)', 'dapi{hex:32}-{digit:1}'],
  ]),
  ...vendor('PlanetScale', 'https://planetscale.com/docs/api/reference/service-tokens', [
    ['credential', 'pscale_{tkn|oauth|pw}_{url.:32-64}'],
  ]),
  ...vendor('Supabase', 'https://supabase.com/docs/guides/api/api-keys', [
    ['secret API key', 'sb_secret_{url:31}'],
    ['personal access token', 'sbp_{hex:40}'],
  ]),
  ...vendor('Neon', 'https://neon.com/docs/manage/api-keys', [['API key', 'napi_{lowerdigit:64}']]),
  ...vendor('Aiven', 'https://aiven.io/docs/platform/concepts/authentication-tokens', [
    ['service password', 'AVNS_{url:19}'],
  ]),
  ...vendor('Scalingo', 'https://developers.scalingo.com/authentication', [['API token', 'tk-us-{url:48}']]),
  ...vendor('Prefect', 'https://docs.prefect.io/v3/how-to-guides/cloud/manage-users/api-keys', [
    ['API key', 'pnu_{base62:36}'],
  ]),
  ...vendor('Infracost', 'https://www.infracost.io/docs/', [['API key', 'ico-{base62:32}']]),
]
