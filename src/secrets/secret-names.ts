import { isNameForBrowsers, namedParts } from './names.ts'
import { spellings } from './vendor-words.ts'

/** Names under which a random value is a secret, whatever its form. Words are joined by `_` here. */
const KEYS: ReadonlySet<string> = new Set([
  ...['client_secret', 'webhook_secret', 'secret_access_key', 'internal_secret'],
  ...[
    'jwt_secret',
    'jwt_secret_key',
    'jwt_private_key',
    'jwt_signing_key',
    'jwt_refresh_secret',
    'jwt_access_secret',
  ],
  ...['access_token_secret', 'refresh_token_secret', 'auth_secret', 'nextauth_secret', 'session_secret'],
  ...['session_key', 'cookie_secret', 'cookie_key', 'cookie_password', 'app_secret', 'app_key', 'secret_key'],
  ...['master_key', 'rails_master_key', 'signing_secret', 'signing_key', 'hmac_secret', 'hmac_key'],
  ...['csrf_secret', 'token_secret', 'better_auth_secret', 'lucia_secret', 'iron_session_password'],
  ...[
    'payload_secret',
    'keystone_session_secret',
    'admin_jwt_secret',
    'api_token_salt',
    'transfer_token_salt',
  ],
  ...['app_keys', 'directus_secret', 'strapi_jwt_secret', 'n8n_encryption_key', 'nuxt_session_password'],
  ...[
    'astro_key',
    'remix_session_secret',
    'encryption_key',
    'encryption_secret',
    'crypto_key',
    'crypto_secret',
  ],
  ...['aes_key', 'aes_secret', 'cipher_key', 'key_encryption_key', 'fernet_key', 'field_encryption_key'],
  ...[
    'prisma_field_encryption_key',
    'consumer_secret',
    'oauth_secret',
    'oauth_client_secret',
    'facebook_app_secret',
  ],
  ...['github_client_secret', 'github_webhook_secret', 'github_app_private_key', 'gitlab_client_secret'],
  ...['google_client_secret', 'apple_client_secret', 'discord_client_secret', 'twitter_consumer_secret'],
  ...[
    'twitter_access_token_secret',
    'linkedin_client_secret',
    'spotify_client_secret',
    'twitch_client_secret',
  ],
  ...[
    'slack_client_secret',
    'slack_signing_secret',
    'auth0_client_secret',
    'okta_client_secret',
    'azure_client_secret',
  ],
  ...[
    'azure_ad_client_secret',
    'cognito_client_secret',
    'keycloak_client_secret',
    'salesforce_client_secret',
  ],
  ...[
    'zoom_client_secret',
    'paypal_client_secret',
    'shopify_api_secret',
    'clerk_secret_key',
    'stytch_secret',
  ],
  ...[
    'workos_api_key',
    'webhook_signing_secret',
    'webhook_signing_key',
    'stripe_webhook_secret',
    'svix_webhook_secret',
  ],
  ...[
    'revalidate_secret',
    'revalidation_secret',
    'preview_secret',
    'cron_secret',
    'private_key',
    'private_key_base64',
  ],
  ...['rsa_private_key', 'ecdsa_private_key', 'ssh_private_key', 'deploy_key', 'vapid_private_key'],
  ...[
    'wallet_private_key',
    'deployer_private_key',
    'owner_private_key',
    'signer_private_key',
    'eth_private_key',
  ],
  ...[
    'aws_secret_access_key',
    'aws_session_token',
    's3_secret_key',
    's3_secret_access_key',
    'r2_secret_access_key',
  ],
  ...['minio_secret_key', 'minio_root_password', 'spaces_secret', 'storage_account_key', 'azure_storage_key'],
  ...['cosmos_key', 'servicebus_key', 'cloudflare_api_token', 'cf_api_token', 'cloudflare_api_key'],
  ...[
    'vercel_token',
    'netlify_auth_token',
    'railway_token',
    'render_api_key',
    'fly_api_token',
    'heroku_api_key',
  ],
  ...['digitalocean_token', 'linode_token', 'hcloud_token', 'upstash_redis_rest_token', 'kv_rest_api_token'],
  ...['blob_read_write_token', 'turso_auth_token', 'libsql_auth_token', 'supabase_service_role_key'],
  ...['supabase_service_key', 'supabase_secret_key', 'supabase_jwt_secret', 'firebase_private_key'],
  ...[
    'fcm_server_key',
    'cloudinary_api_secret',
    'algolia_admin_key',
    'algolia_write_key',
    'meili_master_key',
  ],
  ...[
    'typesense_api_key',
    'sentry_auth_token',
    'datadog_api_key',
    'dd_api_key',
    'dd_app_key',
    'newrelic_license_key',
  ],
  ...['honeycomb_api_key', 'rollbar_server_token', 'pagerduty_token', 'sonar_token', 'snyk_token'],
  ...['codecov_token', 'npm_token', 'npm_auth_token', 'node_auth_token', 'gh_token', 'github_token'],
  ...[
    'github_pat',
    'gitlab_token',
    'expo_token',
    'nx_cloud_access_token',
    'turbo_token',
    'chromatic_project_token',
  ],
  ...['percy_token', 'cypress_record_key', 'twilio_auth_token', 'sendgrid_api_key', 'mailgun_api_key'],
  ...['postmark_server_token', 'mailchimp_api_key', 'pusher_secret', 'pusher_app_secret', 'ably_api_key'],
  ...[
    'livekit_api_secret',
    'agora_app_certificate',
    'mixpanel_secret',
    'amplitude_secret_key',
    'openai_api_key',
  ],
  ...['anthropic_api_key', 'mistral_api_key', 'cohere_api_key', 'together_api_key', 'deepgram_api_key'],
  ...['wandb_api_key', 'sanity_token', 'sanity_api_token', 'contentful_management_token', 'storyblok_token'],
  ...['launchdarkly_sdk_key', 'ld_sdk_key', 'statsig_server_secret', 'bot_token', 'telegram_bot_token'],
  ...['discord_token', 'razorpay_key_secret', 'braintree_private_key', 'plaid_secret', 'paypal_secret'],
  ...['adyen_api_key', 'paddle_api_key', 'recaptcha_secret', 'recaptcha_secret_key', 'turnstile_secret_key'],
  ...['hcaptcha_secret', 'secret_key_base', 'api_secret', 'private_key_hex', 'secret_access_key'],
  ...['server_secret', 'app_key_secret', 'jwt_token_secret', 'api_key_secret'],
  ...['stripe_secret_key', 'stripe_api_key', 'database_encryption_key'],
  ...['token_signing_key', 'apikey_private', 'api_key_private'],
])

/** Names of passwords, which people choose: shorter, and less random. */
const PASSWORDS: ReadonlySet<string> = new Set([
  ...['db_password', 'db_pass', 'database_password', 'postgres_password', 'pgpassword', 'mysql_password'],
  ...['mysql_root_password', 'mysql_pwd', 'mongo_password', 'mongo_initdb_root_password', 'redis_password'],
  ...[
    'rabbitmq_default_pass',
    'mssql_sa_password',
    'sa_password',
    'smtp_password',
    'smtp_pass',
    'mail_password',
  ],
  ...['email_password', 'imap_password', 'ftp_password', 'ssh_password', 'sftp_password', 'admin_password'],
  ...['root_password', 'basic_auth_password', 'proxy_password', 'keystore_password', 'cert_password'],
  ...['pfx_password', 'p12_password', 'key_passphrase', 'ldap_password', 'bind_password', 'vault_token'],
  ...['ansible_vault_password', 'database_pass', 'ftp_pass', 'root_pass', 'admin_pass'],
])

const OPEN = [
  ...[
    'api_key',
    'access_key',
    'auth_key',
    'license_key',
    'api_token',
    'access_token',
    'auth_token',
    'bearer_token',
  ],
  ...['refresh_token', 'service_token', 'secret_token', 'app_token', 'bot_token'],
]

/** What frameworks, environments and habit put before a name. */
const PREFIXES =
  /^(?:next|vite|react_app|nuxt|expo|public|gatsby|storybook|prod|production|dev|development|staging|test|local|my|the|app|default|data|x|k)_(?=.)/
/** What a name may be a member of: `process.env.CRON_SECRET`, `module.exports.cronSecret`. */
const OWNERS = /^.*\./s
/** A longer name that ends in one of these is one, too: `acme_client_secret`. */
const ENDINGS =
  /_(?:client_secret|signing_secret|signing_key|webhook_secret|private_key|encryption_key|session_secret|jwt_secret|api_secret|app_secret|secret_key|secret_access_key|access_token_secret|auth_secret|cookie_secret|consumer_secret|hmac_secret|hmac_key|token_secret|api_?key_private)$/
/** Names that public keys have, too. */
const OPEN_ENDINGS =
  /(?:^|_)(?:api_key|apikey|access_key|auth_key|license_key|api_token|access_token|auth_token|bearer_token|refresh_token|service_token|secret_token|app_token|bot_token|token|secret|password)$/

/** Literals that lead to those names. */
export const NAME_KEYWORDS: readonly string[] = [
  ...new Set([...KEYS, ...PASSWORDS, ...OPEN].flatMap((name) => spellings(name.replaceAll('_', ' ')))),
].filter((keyword) => !keyword.includes(' '))

/**
 * Whether a name is one of those under which a value is a key, or a password; `open` where it may be one that browsers
 * hold; null for any other.
 */
export function kindOfName(name: string): 'key' | 'password' | 'open' | null {
  if (isNameForBrowsers(name)) return null
  const whole = kindOfPlain(name)
  if (whole === 'key' || whole === 'password' || !name.includes('.')) return whole
  return kindOfPlain(name.replace(OWNERS, '')) ?? whole
}

function kindOfPlain(name: string): 'key' | 'password' | 'open' | null {
  let plain = namedParts(name).join('_')
  for (;;) {
    if (PASSWORDS.has(plain)) return 'password'
    if (KEYS.has(plain) || ENDINGS.test(plain)) return 'key'
    const rest = plain.replace(PREFIXES, '')
    if (rest === plain) return OPEN_ENDINGS.test(plain) ? 'open' : null
    plain = rest
  }
}
