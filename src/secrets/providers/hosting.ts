import { cloudflareCheck, vercelCheck } from '../checks/crc.ts'
import { defineVendor } from './provider.ts'

/** Hosts and networks. */
export const HOSTING = [
  ...defineVendor('DigitalOcean', 'https://cloud.digitalocean.com/account/api/tokens', [
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
  ...defineVendor('Cloudflare', 'https://dash.cloudflare.com/profile/api-tokens', [
    ['API token', '{cfk|cfut|cfat}_{base62:40}{hex:8}', 'D', { check: cloudflareCheck }],
    ['Origin CA key', 'v1.0-{hex:24}-{hex:146}', 'D'],
    ['API token (unprefixed)', '{url:40}', 'D', { near: ['cloudflare', 'cf api', 'cf token'] }],
    ['global API key', '{hex:37}', 'D', { near: ['cloudflare', 'cf api', 'cf key'] }],
    ['R2 secret', '{hex:64}', 'D', { near: ['r2 secret', 'r2 access', 'cloudflare'] }],
    ['Turnstile secret', '0x4AAAAAA{url:26}', 'W'],
  ]),
  ...defineVendor('Vercel', 'https://vercel.com/account/settings/tokens', [
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
  ...defineVendor('Netlify', 'https://app.netlify.com/user/applications', [
    ['access token', '{nfp|nfc|nfo|nfu|nfb}_{base62:36}', '2'],
    ['access token (older)', '{url:40-46}', '2', { near: true }],
    ['build hook', 'api.netlify.com/build_hooks/{hex:24}', 'D', { grade: 'browser' }],
  ]),
  ...defineVendor('Heroku', 'https://dashboard.heroku.com/account', [
    ['API key', 'HRKU-AA{url:58}', '2'],
    ['API key (UUID)', 'HRKU-{uuid}', '2'],
    ['API key (unprefixed)', '{uuid}', 'D', { near: true }],
  ]),
  ...defineVendor('Fly.io', 'https://fly.io/user/personal_access_tokens', [
    ['access token', 'fo1_{url:43}', 'D'],
    ['macaroon', '{fm1r|fm1a|fm2}_{base64=:100-2000}', 'D'],
  ]),
  ...defineVendor('Render', 'https://dashboard.render.com/settings#api-keys', [
    ['API key', 'rnd_{base62:28-33}', '2', { mixed: true }],
    ['deploy hook', 'api.render.com/deploy/srv-{base62:20}?key={url:11}', 'D'],
  ]),
  ...defineVendor('Railway', 'https://railway.com/account/tokens', [
    ['token', '{uuid}', '2', { near: true }],
    ['token (other)', '{base62:32}', '2', { near: true }],
  ]),
  ...defineVendor('Linode', 'https://cloud.linode.com/profile/tokens', [
    ['token', '{hex:64}', '2', { near: true }],
  ]),
  ...defineVendor('Hetzner', 'https://console.hetzner.cloud', [
    ['API token', '{base62:64}', 'W', { near: ['hcloud', 'hetzner'] }],
  ]),
  ...defineVendor('Vultr', 'https://my.vultr.com/settings/#settingsapi', [
    ['API key', '{upperdigit:36}', '2', { near: true }],
  ]),
  ...defineVendor('UpCloud', 'https://hub.upcloud.com/account/api-tokens', [
    ['API token', 'ucat_{base62:24-32}', '1'],
  ]),
  ...defineVendor('Civo', 'https://dashboard.civo.com/security', [
    ['API key', '{base62:50}', '2', { near: true }],
  ]),
  ...defineVendor('Scalingo', 'https://dashboard.scalingo.com/account/tokens', [
    ['API token', 'tk-us-{url:48}', '2'],
  ]),
  ...defineVendor('Fastly', 'https://manage.fastly.com/account/personal/tokens', [
    ['API token', '{url:32}', '2', { near: true }],
  ]),
  ...defineVendor('Akamai', 'https://control.akamai.com', [
    ['client token', 'akab-{url:16}-{url:16}', '2', { mixed: true }],
  ]),
  ...defineVendor('Tailscale', 'https://login.tailscale.com/admin/settings/keys', [
    ['key', 'tskey-{auth|api|client|scim|webhook}-{base62:6-40}-{base62:16-60}', 'D'],
    ['key (older)', 'tskey-{base62:20-36}', 'D'],
  ]),
  ...defineVendor('ngrok', 'https://dashboard.ngrok.com/authtokens', [
    ['authtoken', '2{base62:26}_{digit:1}{base62:20}', '2', { near: true, alone: true, mixed: true }],
    ['API key or credential', '{cr|ak}_{base62:25-30}', '2', { near: true }],
  ]),
]
