import { bech32Check, bech32SmallCheck, crc16Check } from '../checks/base32.ts'
import { base58Check } from '../checks/base58.ts'
import { confluentCheck } from '../checks/crc.ts'
import { defineVendor } from './provider.ts'

/** Stores of secrets, clusters, and keys of protocols and networks. */
export const INFRASTRUCTURE = [
  ...defineVendor('Pulumi', 'https://app.pulumi.com/account/tokens', [['access token', 'pul-{hex:40}', 'D']]),
  ...defineVendor('HashiCorp Terraform', 'https://app.terraform.io/app/settings/tokens', [
    ['API token', '{base62:14}.atlasv1.{url=:60-70}', 'D'],
  ]),
  ...defineVendor('HashiCorp Vault', 'https://developer.hashicorp.com/vault/docs/commands/token/revoke', [
    ['service token', 'hvs.{url:24-500}', 'D'],
    ['batch token', 'hvb.{url:24-500}', 'D'],
    ['recovery token', 'hvr.{url:24-500}', 'D'],
    ['token (older)', '{s|b|r}.{url:24-130}', 'D', { near: ['vault', 'x vault'] }],
    ['AppRole secret id', '{uuid}', '2', { near: ['vault secret id', 'approle', 'app role', 'vault'] }],
    ['unseal key', '{base64:44}', '2', { near: ['unseal', 'vault unseal'] }],
  ]),
  ...defineVendor('HashiCorp Cloud', 'https://portal.cloud.hashicorp.com/access/service-principals', [
    ['client secret', '{url~.:64}', '1', { near: ['hcp client', 'hcp secret'] }],
  ]),
  ...defineVendor('Doppler', 'https://dashboard.doppler.com', [
    ['token', 'dp.{pt|ct|sa|scim|audit}.{base62:40-44}', 'D'],
    ['service token', 'dp.st.{base62:40-44}', 'D'],
    ['service token of an environment', 'dp.st.{name:2-35}.{base62:40-44}', 'D'],
  ]),
  ...defineVendor('1Password', 'https://my.1password.com/developer-tools', [
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
  ...defineVendor('Bitwarden', 'https://vault.bitwarden.com', [
    [
      'machine account token',
      '0.{uuid}.{base62:30}:{base64:22}==',
      'D',
      { near: ['bitwarden', 'bws'], alone: true },
    ],
    ['client secret', '{base62:30}', '1', { near: true }],
  ]),
  ...defineVendor('Infisical', 'https://app.infisical.com', [
    ['service token', 'st.{hex:24}.{hex:32}.{hex:32}', '1', { near: true, alone: true }],
  ]),
  ...defineVendor('Kubernetes', 'https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/', [
    [
      'bootstrap token',
      '{lowerdigit:6}.{lowerdigit:16}',
      'D',
      { near: ['bootstrap token', 'kubeadm', 'bootstraptoken'] },
    ],
  ]),
  ...defineVendor('OpenShift', 'https://docs.openshift.com/container-platform/latest/authentication/', [
    ['token', 'sha256~{url:43}', 'D'],
  ]),
  ...defineVendor('Docker Swarm', 'https://docs.docker.com/engine/swarm/join-nodes/', [
    ['join token', 'SWMTKN-1-{lowerdigit:50-60}-{lowerdigit:24-30}', 'D'],
    ['unlock key', 'SWMKEY-1-{base64:40-50}', 'D'],
  ]),
  ...defineVendor('WireGuard', 'https://www.wireguard.com/quickstart/', [
    ['key', '{base64:43}=', '2', { near: ['wireguard', 'private key =', 'privatekey', 'presharedkey'] }],
  ]),
  ...defineVendor('age', 'https://github.com/C2SP/C2SP/blob/main/age.md', [
    ['secret key', 'AGE-SECRET-KEY-{1|PQ-1}{bech32:58}', 'D', { check: bech32Check }],
  ]),
  ...defineVendor('Nostr', 'https://github.com/nostr-protocol/nips/blob/master/19.md', [
    ['private key', 'nsec1{bech32l:58}', 'D', { check: bech32SmallCheck }],
  ]),
  ...defineVendor('Sui', 'https://github.com/sui-foundation/sips/blob/main/sips/sip-15.md', [
    ['private key', 'suiprivkey1{bech32l:59}', 'D', { check: bech32SmallCheck }],
  ]),
  ...defineVendor(
    'NATS',
    'https://docs.nats.io/running-a-nats-service/configuration/securing_nats/auth_intro/nkey_auth',
    [
      [
        'seed',
        'S{U|A|O|N|X|C}{base32:56}',
        'D',
        { check: crc16Check, near: ['nats', 'nkey', 'seed'], alone: true },
      ],
    ],
  ),
  ...defineVendor('Stellar', 'https://stellar.org', [
    [
      'secret key',
      'S{base32:55}',
      'D',
      { check: crc16Check, near: ['stellar', 'horizon', 'soroban', 'secret seed'], alone: true },
    ],
  ]),
  ...defineVendor('Bitcoin', 'https://github.com/bitcoin/bips/blob/master/bip-0032.mediawiki', [
    ['extended private key', '{xprv|tprv|yprv|zprv}{base58:107}', 'D', { check: base58Check }],
    [
      'private key (WIF)',
      '{5|K|L|c|9}{base58:50-51}',
      'D',
      { check: base58Check, near: ['wif', 'bitcoin', 'btc'] },
    ],
  ]),
  ...defineVendor('Confluent', 'https://confluent.cloud/settings/api-keys', [
    ['API secret', 'cflt{base64:54}{base64:6}', 'D', { check: confluentCheck }],
    ['API secret (older)', '{base64:64}', 'D', { near: ['confluent', 'kafka api'] }],
    ['API key id', '{upperdigit:16}', 'D', { near: 'confluent', grade: 'half' }],
  ]),
]
