import { bech32Check, crc16Check, devopsCheck } from '../checks/base32.ts'
import { base58Check } from '../checks/base58.ts'
import { cloudflareCheck, confluentCheck, vercelCheck } from '../checks/crc.ts'
import { azureSignatureCheck, entraCheck } from '../checks/marvin.ts'
import { vendor } from './provider.ts'

const AZURE = 'https://portal.azure.com'

/** The large clouds. */
export const CLOUD = [
  ...vendor('AWS', 'https://console.aws.amazon.com/iam/', [
    ['access key id', '{AKIA|ASIA|ABIA|ACCA}{base32:16}', 'D'],
    ['access key id (oldest)', 'A3T{upperdigit:17}', 'D', { weak: true, near: ['aws', 'amazon'] }],
    [
      'secret access key',
      '{base64:40}',
      'D',
      { near: ['aws secret', 'secret access key', 'aws access', 'amazon secret'] },
    ],
    [
      'session token',
      '{IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz|AQoDYXdz}{base64=:80-1400}',
      '2',
      { grade: 'short-lived' },
    ],
    ['AppSync key', 'da2-{lowerdigit:26}', '2', { grade: 'browser' }],
    ['MWS token', 'amzn.mws.{uuid}', '2'],
    ['Login with Amazon client secret', 'amzn1.oa2-cs.v1.{hex:64}', '1'],
    [
      'SES SMTP password',
      'B{base64:43}',
      'D',
      { near: ['ses smtp', 'smtp amazonaws', 'aws ses', 'smtp password'] },
    ],
    ['Cognito client secret', '{lowerdigit:50-52}', 'D', { near: ['cognito', 'user pool'] }],
  ]),
  ...vendor('Google', 'https://console.cloud.google.com/apis/credentials', [
    ['API key', 'AIza{url:35}', 'D', { grade: 'browser' }],
    ['OAuth client secret', 'GOCSPX-{url:28}', 'D'],
    [
      'OAuth client secret (older)',
      '{url:24}',
      'D',
      { near: ['google client', 'google oauth', 'googleusercontent'] },
    ],
    ['OAuth access token', 'ya29.{url:20-1024}', 'D', { grade: 'short-lived' }],
    ['OAuth refresh token', '1//0{url:40-120}', 'W'],
    ['HMAC key id of a service account', 'GOOG1E{upperdigit:55}', 'D', { grade: 'half' }],
    ['HMAC key id of a user', 'GOOG{upperdigit:20}', 'D', { grade: 'half' }],
    [
      'reCAPTCHA secret',
      '6L{url:38}',
      'D',
      { near: ['recaptcha secret', 'captcha secret', 'recaptcha private', 'captcha private'] },
    ],
  ]),
  ...vendor('Firebase', 'https://console.firebase.google.com', [
    ['Cloud Messaging server key', 'AAAA{url:7}:APA91b{url:120-180}', '2'],
  ]),
  ...vendor('Azure', AZURE, [
    ['storage account key', '{base64:76}+ASt{base64:6}==', 'X', { check: azureSignatureCheck('Default0') }],
    ['storage account key (named)', 'AccountKey={base64:86}==', 'D'],
    [
      'storage account key (older)',
      '{base64:86}==',
      'D',
      { near: ['azure storage', 'storage account', 'account key', 'azure'] },
    ],
    [
      'Cosmos DB key',
      '{base64:76}ACDb{base64:6}==',
      'D',
      {
        check: azureSignatureCheck(
          'MastRW00',
          'MastRO00',
          'SysAll00',
          'SystRW00',
          'SystRO00',
          'Resour00',
          'Encryp00',
        ),
      },
    ],
    ['Batch key', '{base64:76}+ABa{base64:6}==', 'D', { check: azureSignatureCheck('AbAcct00') }],
    ['Machine Learning key', '{base64:76}+AMC{base64:6}==', 'D', { check: azureSignatureCheck('Classic0') }],
    [
      'API Management key',
      '{base64:76}APIM{base64:6}==',
      'D',
      { check: azureSignatureCheck('Tenant00', 'Gatewy00', 'GitKey00', 'IoTHub00') },
    ],
    ['API Management subscription key', '{hex:32}', 'D', { near: ['ocp apim subscription', 'apim'] }],
    [
      'Service Bus, Event Hubs or Relay key',
      '{base64:33}{+ASb|+AEh|+ARm}{base64:6}=',
      'D',
      { check: azureSignatureCheck('Send0000', 'Manage00', 'Listen00', 'System00') },
    ],
    [
      'IoT Hub key',
      '{base64:33}AIoT{base64:6}=',
      'D',
      { check: azureSignatureCheck('IoTHub00', 'DpsKey00', 'Device00') },
    ],
    ['Redis key', '{base64:33}AzCa{base64:6}=', 'D', { check: azureSignatureCheck('Access00') }],
    ['Event Grid key', '{base64:33}AZEG{base64:6}=', 'D'],
    ['shared access key', 'SharedAccessKey={base64:43}=', 'D'],
    [
      'Search key',
      '{base62:42}AzSe{A|B|C|D}{base64:5}',
      'D',
      { check: azureSignatureCheck('PAdmin00', 'Query000') },
    ],
    [
      'Container Registry key',
      '{base64:42}+ACR{A|B|C|D}{base64:5}',
      'D',
      { check: azureSignatureCheck('ACRDflt0') },
    ],
    [
      'Functions key',
      '{url:44}AzFu{url:5}{A|Q|g|w}==',
      'D',
      { check: azureSignatureCheck('Functi00', 'Master00', 'System00') },
    ],
    [
      'App Configuration connection string',
      '.azconfig.io;Id={base64._:6-60}:{base64=:16-40};Secret={base64=:36-100}',
      'D',
    ],
    [
      'connection string',
      '{communication.azure.com/|service.signalr.net|webpubsub.azure.com}{|/};{accesskey=|AccessKey=}{base64=:40-100}',
      'D',
    ],
    ['client secret', '{url~.:3}8Q~{url~.:34}', 'X', { check: entraCheck }],
    ['client secret (older)', '{url~.:3}7Q~{url~.:31-34}', 'D'],
    [
      'client secret (unprefixed)',
      '{url~.:32-44}',
      'D',
      { near: ['azure client', 'azure ad', 'entra', 'aad client'], mixed: true },
    ],
    ['DevOps token', '{base62:76}AZDO{base62:4}', 'D'],
    [
      'DevOps token (older)',
      '{b32l:52}',
      'X',
      { check: devopsCheck, near: ['devops', 'vsts', 'visualstudio', 'azure', 'vsce', 'tfs'] },
    ],
    [
      'shared access signature',
      'sv={digit:4}-{digit:2}-{digit:2}&{url%:1-60}={url%:1-90}&{url%:1-400}sig={url%:40-60}',
      'D',
    ],
    [
      'Logic Apps trigger',
      'logic.azure.com{|:443}/workflows/{hex:32}/triggers/{url%:1-60}/paths/invoke?{url%:1-200}sig={url:43}',
      'D',
    ],
    ['publish profile password', '{base62:60}', 'D', { near: ['userpwd', 'publish profile'] }],
    ['API Management git password', 'git&{digit:12}&{base64:86}==', '1'],
  ]),
  ...vendor('Alibaba Cloud', 'https://ram.console.aliyun.com/profile/access-keys', [
    ['access key id', 'LTAI{base62:12-20}', '2'],
    [
      'security token id',
      'STS.{base62:16-64}',
      '2',
      { grade: 'short-lived', near: ['alibaba', 'aliyun', 'oss'] },
    ],
    [
      'access key secret',
      '{base62:30}',
      '2',
      { near: ['alibaba', 'aliyun', 'alicloud', 'oss access key secret', 'access key secret'] },
    ],
  ]),
  ...vendor('Tencent Cloud', 'https://console.tencentcloud.com/cam/capi', [
    ['secret id', 'AKID{base62:32}', '2'],
    ['secret id (older)', 'AKID{base62:13-20}', '2', { grade: 'half' }],
    ['secret key', '{base62:32}', '2', { near: ['tencent', 'qcloud', 'tencentcloud'] }],
  ]),
  ...vendor('Volcengine', 'https://console.volcengine.com/iam/keymanage/', [
    ['access key id', 'AKLT{url:16-60}', '1', { mixed: true }],
  ]),
  ...vendor('Yandex Cloud', 'https://console.yandex.cloud', [
    ['API key', 'AQVN{url:35-38}', '2'],
    ['OAuth token', '{y0|y1|y2|y3}_{url:55-58}', '2'],
    ['IAM token', 't1.{url=:4-600}.{url=:86-88}', '2', { grade: 'short-lived' }],
    ['static key', 'YC{url:38}', '2', { weak: true, near: 'yandex' }],
  ]),
  ...vendor('IBM Cloud', 'https://cloud.ibm.com/iam/apikeys', [
    ['API key', '{url:42-44}', '2', { near: ['ibm', 'ibmcloud', 'bluemix', 'softlayer'] }],
    ['SoftLayer API key', '{lowerdigit:64}', '2', { near: ['softlayer', 'sl api'] }],
  ]),
  ...vendor('Oracle Cloud', 'https://cloud.oracle.com/identity', [
    ['auth token', '{url~.:20}', '1', { near: ['oci auth', 'oracle cloud'] }],
  ]),
  ...vendor('OVH', 'https://www.ovh.com/auth/api/', [
    ['application secret', '{base62:32}', '2', { near: ['ovh', 'ovhcloud'] }],
    ['application key', '{base62:16}', '2', { near: ['ovh', 'ovhcloud'] }],
  ]),
  ...vendor('Scaleway', 'https://console.scaleway.com/iam/api-keys', [
    ['secret key', '{uuid}', '2', { near: ['scaleway', 'scw'] }],
    ['access key id', 'SCW{upperdigit:17}', '2', { grade: 'half' }],
  ]),
  ...vendor('Exoscale', 'https://portal.exoscale.com/iam', [
    ['API key id', 'EXO{base62:24-30}', '1', { grade: 'half', mixed: true }],
    ['API secret', '{url:40-60}', '1', { near: true }],
  ]),
  ...vendor('Huawei Cloud', 'https://console.huaweicloud.com/iam', [
    ['secret', '{hex:64}', '1', { near: ['huawei', 'huaweicloud'] }],
    ['secret access key', '{base62:40}', '1', { near: ['huawei', 'huaweicloud'] }],
  ]),
]

/** Hosts, networks and infrastructure. */
export const HOSTING = [
  ...vendor('DigitalOcean', 'https://cloud.digitalocean.com/account/api/tokens', [
    ['token', '{dop|doo|dor|dos}_v1_{hex:64}', 'D'],
    [
      'Spaces key id',
      'DO{upperdigit:18}',
      'W',
      { near: ['spaces key', 'do spaces', 'digitalocean'], grade: 'half' },
    ],
    ['Spaces secret', '{base64._:43}', 'W', { near: ['spaces secret', 'do spaces', 'digitalocean'] }],
    ['token (older)', '{hex:64}', '2', { near: ['digitalocean', 'digital ocean'] }],
  ]),
  ...vendor('Cloudflare', 'https://dash.cloudflare.com/profile/api-tokens', [
    ['API token', '{cfk|cfut|cfat}_{base62:40}{hex:8}', 'D', { check: cloudflareCheck }],
    ['Origin CA key', 'v1.0-{hex:24}-{hex:146}', 'D'],
    ['API token (unprefixed)', '{url:40}', 'D', { near: ['cloudflare', 'cf api', 'cf token'] }],
    ['global API key', '{hex:37}', 'D', { near: ['cloudflare', 'cf api', 'cf key'] }],
    ['R2 secret', '{hex:64}', 'D', { near: ['r2 secret', 'r2 access', 'cloudflare'] }],
    ['Turnstile secret', '0x4AAAAAA{url:26}', 'W'],
  ]),
  ...vendor('Vercel', 'https://vercel.com/account/settings/tokens', [
    ['access token', '{vcp|vci|vca|vcr|vck}_{url:50}{base62:6}', 'X', { check: vercelCheck }],
    ['access token (other length)', '{vcp|vci|vca|vcr|vck}_{base62:20-60}', 'D'],
    [
      'access token (older)',
      '{base62:24}',
      'D',
      { near: ['vercel token', 'vercel api', 'vercel access', 'vercel', 'zeit'] },
    ],
    ['Blob read-write token', 'vercel_blob_rw_{base62:14-18}_{base62:28-34}', 'D'],
    [
      'deploy hook',
      'api.vercel.com/v1/integrations/deploy/prj_{base62:20-40}/{base62:10}',
      'D',
      { grade: 'browser' },
    ],
  ]),
  ...vendor('Netlify', 'https://app.netlify.com/user/applications', [
    ['access token', '{nfp|nfc|nfo|nfu|nfb}_{base62:36}', '2'],
    ['access token (older)', '{url:40-46}', '2', { near: true }],
    ['build hook', 'api.netlify.com/build_hooks/{hex:24}', 'D', { grade: 'browser' }],
  ]),
  ...vendor('Heroku', 'https://dashboard.heroku.com/account', [
    ['API key', 'HRKU-AA{url:58}', '2'],
    ['API key (UUID)', 'HRKU-{uuid}', '2'],
    ['API key (unprefixed)', '{uuid}', 'D', { near: true }],
  ]),
  ...vendor('Fly.io', 'https://fly.io/user/personal_access_tokens', [
    ['access token', 'fo1_{url:43}', 'D'],
    ['macaroon', '{fm1r|fm1a|fm2}_{base64=:100-2000}', 'D'],
  ]),
  ...vendor('Render', 'https://dashboard.render.com/settings#api-keys', [
    ['API key', 'rnd_{base62:28-33}', '2', { mixed: true }],
    ['deploy hook', 'api.render.com/deploy/srv-{base62:20}?key={url:11}', 'D'],
  ]),
  ...vendor('Railway', 'https://railway.com/account/tokens', [
    ['token', '{uuid}', '2', { near: true }],
    ['token (other)', '{base62:32}', '2', { near: true }],
  ]),
  ...vendor('Linode', 'https://cloud.linode.com/profile/tokens', [
    ['token', '{hex:64}', '2', { near: true }],
  ]),
  ...vendor('Hetzner', 'https://console.hetzner.cloud', [
    ['API token', '{base62:64}', 'W', { near: ['hcloud', 'hetzner'] }],
  ]),
  ...vendor('Vultr', 'https://my.vultr.com/settings/#settingsapi', [
    ['API key', '{upperdigit:36}', '2', { near: true }],
  ]),
  ...vendor('UpCloud', 'https://hub.upcloud.com/account/api-tokens', [
    ['API token', 'ucat_{base62:24-32}', '1'],
  ]),
  ...vendor('Civo', 'https://dashboard.civo.com/security', [['API key', '{base62:50}', '2', { near: true }]]),
  ...vendor('Scalingo', 'https://dashboard.scalingo.com/account/tokens', [
    ['API token', 'tk-us-{url:48}', '2'],
  ]),
  ...vendor('Fastly', 'https://manage.fastly.com/account/personal/tokens', [
    ['API token', '{url:32}', '2', { near: true }],
  ]),
  ...vendor('Akamai', 'https://control.akamai.com', [
    ['client token', 'akab-{base62:16}-{base62:16}', '2', { mixed: true }],
  ]),
  ...vendor('Tailscale', 'https://login.tailscale.com/admin/settings/keys', [
    ['key', 'tskey-{auth|api|client|scim|webhook}-{base62:6-40}-{base62:16-60}', 'D'],
    ['key (older)', 'tskey-{base62:20-36}', 'D'],
  ]),
  ...vendor('ngrok', 'https://dashboard.ngrok.com/authtokens', [
    ['authtoken', '2{base62:26}_{digit:1}{base62:20}', '2', { near: true }],
    ['API key or credential', '{cr|ak}_{base62:25-30}', '2', { near: true }],
  ]),
  ...vendor('Pulumi', 'https://app.pulumi.com/account/tokens', [['access token', 'pul-{hex:40}', 'D']]),
  ...vendor('HashiCorp Terraform', 'https://app.terraform.io/app/settings/tokens', [
    ['API token', '{base62:14}.atlasv1.{url=:60-70}', 'D'],
  ]),
  ...vendor('HashiCorp Vault', 'https://developer.hashicorp.com/vault/docs/commands/token/revoke', [
    ['service token', 'hvs.{url:24-500}', 'D'],
    ['batch token', 'hvb.{url:24-500}', 'D'],
    ['recovery token', 'hvr.{url:24-500}', 'D'],
    ['token (older)', '{s|b|r}.{base62:24}', 'D', { near: ['vault', 'x vault'] }],
    ['unseal key', '{base64:44}', '2', { near: ['unseal', 'vault unseal'] }],
  ]),
  ...vendor('HashiCorp Cloud', 'https://portal.cloud.hashicorp.com/access/service-principals', [
    ['client secret', '{url~.:64}', '1', { near: ['hcp client', 'hcp secret'] }],
  ]),
  ...vendor('Doppler', 'https://dashboard.doppler.com', [
    ['token', 'dp.{pt|ct|sa|scim|audit}.{base62:40-44}', 'D'],
    ['service token', 'dp.st.{base62:40-44}', 'D'],
    ['service token of an environment', 'dp.st.{url:2-35}.{base62:40-44}', 'D'],
  ]),
  ...vendor('1Password', 'https://my.1password.com/developer-tools', [
    ['service account token', 'ops_eyJ{base64=:250-2000}', 'D'],
    [
      'secret key',
      'A3-{upperdigit:6}-{upperdigit:6}-{upperdigit:5}-{upperdigit:5}-{upperdigit:5}-{upperdigit:5}',
      'D',
    ],
    [
      'secret key (older)',
      'A3-{upperdigit:6}-{upperdigit:11}-{upperdigit:5}-{upperdigit:5}-{upperdigit:5}',
      'D',
    ],
    [
      'recovery code',
      '1PRK-{upperdigit:4}-{upperdigit:4}-{upperdigit:4}-{upperdigit:4}-{upperdigit:4}-{upperdigit:4}-{upperdigit:4}-{upperdigit:4}-{upperdigit:4}-{upperdigit:4}-{upperdigit:4}-{upperdigit:4}-{upperdigit:4}',
      'D',
    ],
  ]),
  ...vendor('Bitwarden', 'https://vault.bitwarden.com', [
    ['machine account token', '0.{uuid}.{base62:30}:{base64:22}==', 'D', { near: ['bitwarden', 'bws'] }],
    ['client secret', '{base62:30}', '1', { near: true }],
  ]),
  ...vendor('Infisical', 'https://app.infisical.com', [
    ['service token', 'st.{hex:24}.{hex:32}.{hex:32}', '1', { near: true }],
  ]),
  ...vendor('Kubernetes', 'https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/', [
    [
      'bootstrap token',
      '{lowerdigit:6}.{lowerdigit:16}',
      'D',
      { near: ['bootstrap token', 'kubeadm', 'bootstraptoken'] },
    ],
  ]),
  ...vendor('OpenShift', 'https://docs.openshift.com/container-platform/latest/authentication/', [
    ['token', 'sha256~{url:43}', 'D'],
  ]),
  ...vendor('Docker Swarm', 'https://docs.docker.com/engine/swarm/join-nodes/', [
    ['join token', 'SWMTKN-1-{lowerdigit:50-60}-{lowerdigit:24-30}', 'D'],
    ['unlock key', 'SWMKEY-1-{base64:40-50}', 'D'],
  ]),
  ...vendor('WireGuard', 'https://www.wireguard.com/quickstart/', [
    ['key', '{base64:43}=', '2', { near: ['wireguard', 'private key =', 'privatekey', 'presharedkey'] }],
  ]),
  ...vendor('age', 'https://github.com/C2SP/C2SP/blob/main/age.md', [
    ['secret key', 'AGE-SECRET-KEY-{1|PQ-1}{bech32:58}', 'D', { check: bech32Check }],
  ]),
  ...vendor(
    'NATS',
    'https://docs.nats.io/running-a-nats-service/configuration/securing_nats/auth_intro/nkey_auth',
    [['seed', 'S{U|A|O|N|X|C}{base32:56}', 'D', { check: crc16Check, near: ['nats', 'nkey', 'seed'] }]],
  ),
  ...vendor('Stellar', 'https://stellar.org', [
    [
      'secret key',
      'S{base32:55}',
      'D',
      { check: crc16Check, near: ['stellar', 'horizon', 'soroban', 'secret seed'] },
    ],
  ]),
  ...vendor('Bitcoin', 'https://github.com/bitcoin/bips/blob/master/bip-0032.mediawiki', [
    ['extended private key', '{xprv|tprv|yprv|zprv}{base58:107}', 'D', { check: base58Check }],
    [
      'private key (WIF)',
      '{5|K|L|c|9}{base58:50-51}',
      'D',
      { check: base58Check, near: ['wif', 'bitcoin', 'btc'] },
    ],
  ]),
  ...vendor('Confluent', 'https://confluent.cloud/settings/api-keys', [
    ['API secret', 'cflt{base64:54}{base64:6}', 'D', { check: confluentCheck }],
    ['API secret (older)', '{base64:64}', 'D', { near: ['confluent', 'kafka api'] }],
    ['API key id', '{upperdigit:16}', 'D', { near: 'confluent', grade: 'half' }],
  ]),
]
