import { isNameForBrowsers, splitName } from './names.ts'
import { listSpellings } from './vendor-words.ts'

/** Names under which a random value is a secret, whatever its form. Words are joined by `_` here. */
const KEYS = splitNames(`
client_secret webhook_secret secret_access_key internal_secret jwt_secret jwt_refresh_secret
jwt_access_secret access_token_secret auth_secret nextauth_secret session_secret session_key
cookie_secret cookie_key cookie_password app_secret app_key secret_key master_key rails_master_key
signing_secret signing_key hmac_secret hmac_key csrf_secret token_secret lucia_secret
iron_session_password payload_secret api_token_salt transfer_token_salt app_keys directus_secret
nuxt_session_password astro_key encryption_key encryption_secret crypto_key crypto_secret aes_key
aes_secret cipher_key fernet_key consumer_secret oauth_secret stytch_secret workos_api_key
revalidate_secret revalidation_secret preview_secret cron_secret private_key private_key_base64
deploy_key aws_session_token minio_root_password spaces_secret storage_account_key azure_storage_key
cosmos_key servicebus_key cloudflare_api_token cf_api_token cloudflare_api_key vercel_token
netlify_auth_token railway_token render_api_key fly_api_token heroku_api_key digitalocean_token
linode_token hcloud_token upstash_redis_rest_token kv_rest_api_token blob_read_write_token
turso_auth_token libsql_auth_token supabase_service_role_key supabase_service_key fcm_server_key
algolia_admin_key algolia_write_key meili_master_key typesense_api_key sentry_auth_token
datadog_api_key dd_api_key dd_app_key newrelic_license_key honeycomb_api_key rollbar_server_token
pagerduty_token sonar_token snyk_token codecov_token npm_token npm_auth_token node_auth_token
gh_token github_token github_pat gitlab_token expo_token nx_cloud_access_token turbo_token
chromatic_project_token percy_token cypress_record_key twilio_auth_token sendgrid_api_key
mailgun_api_key postmark_server_token mailchimp_api_key pusher_secret ably_api_key
agora_app_certificate mixpanel_secret openai_api_key anthropic_api_key mistral_api_key
cohere_api_key together_api_key deepgram_api_key wandb_api_key sanity_token sanity_api_token
contentful_management_token storyblok_token launchdarkly_sdk_key ld_sdk_key statsig_server_secret
bot_token telegram_bot_token discord_token razorpay_key_secret plaid_secret paypal_secret
adyen_api_key paddle_api_key recaptcha_secret hcaptcha_secret secret_key_base api_secret
private_key_hex server_secret app_key_secret api_key_secret stripe_api_key apikey_private
api_key_private
`)

/** Names of passwords, which people choose: shorter, and less random. */
const PASSWORDS = splitNames(`
db_password db_pass database_password postgres_password pgpassword mysql_password
mysql_root_password mysql_pwd mongo_password mongo_initdb_root_password redis_password
rabbitmq_default_pass mssql_sa_password sa_password smtp_password smtp_pass mail_password
email_password imap_password ftp_password ssh_password sftp_password admin_password root_password
basic_auth_password proxy_password keystore_password cert_password pfx_password p12_password
key_passphrase ldap_password bind_password vault_token ansible_vault_password database_pass ftp_pass
root_pass admin_pass
`)

const OPEN = splitNames(`
api_key access_key auth_key license_key api_token access_token auth_token bearer_token refresh_token
service_token secret_token app_token bot_token
`)

function splitNames(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/))
}

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
  ...new Set([...KEYS, ...PASSWORDS, ...OPEN].flatMap((name) => listSpellings(name.replaceAll('_', ' ')))),
].filter((keyword) => !keyword.includes(' '))

/**
 * Whether a name is one of those under which a value is a key, or a password; `open` where it may be one that browsers
 * hold; null for any other.
 */
export function decideKindOfName(name: string): 'key' | 'password' | 'open' | null {
  if (isNameForBrowsers(name)) return null
  const whole = decideKindOfPlain(name)
  if (whole === 'key' || whole === 'password' || !name.includes('.')) return whole
  return decideKindOfPlain(name.replace(OWNERS, '')) ?? whole
}

function decideKindOfPlain(name: string): 'key' | 'password' | 'open' | null {
  let plain = splitName(name).join('_')
  for (;;) {
    if (PASSWORDS.has(plain)) return 'password'
    if (KEYS.has(plain) || ENDINGS.test(plain)) return 'key'
    const rest = plain.replace(PREFIXES, '')
    if (rest === plain) return OPEN_ENDINGS.test(plain) ? 'open' : null
    plain = rest
  }
}
