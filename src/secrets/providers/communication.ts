import { vendor } from './provider.ts'

const SLACK_NUMBERS = '{digit:9-14}-{digit:9-14}'

/** Chat, mail and telephony. */
export const COMMUNICATION = [
  ...vendor('Slack', 'https://docs.slack.dev/authentication/tokens', [
    ['bot token', `xoxb-${SLACK_NUMBERS}-{base62:20-36}`],
    ['legacy bot token', 'xoxb-{digit:8-14}-{base62:18-30}'],
    ['user token', `{xoxp|xoxe}-${SLACK_NUMBERS}-{digit:9-14}-{base62:28-36}`],
    ['browser session token', `{xoxc|xoxs|xoxo}-${SLACK_NUMBERS}-{digit:9-14}-{hex:10-64}`],
    ['workspace token', '{xoxa|xoxr}-{digit:1-2}-{base62:20-64}'],
    ['app-level token', 'xapp-{digit:1}-{upperdigit:9-14}-{digit:9-14}-{hex:64}'],
    ['configuration token', 'xoxe.{xoxb|xoxp}-{digit:1}-{base62:140-180}'],
    ['configuration refresh token', 'xoxe-{digit:1}-{base62:140-180}'],
    [
      'webhook URL',
      'hooks.slack.com/{services|workflows}/T{upperdigit:8-12}/{upperdigit:8-12}/{base62:23-25}',
    ],
  ]),
  ...vendor(
    'Microsoft Teams',
    'https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/',
    [['webhook URL', 'webhook.office.com/webhookb2/{uuid}@{uuid}/IncomingWebhook/{hex:32}/{uuid}']],
  ),
  ...vendor('Discord', 'https://discord.com/developers/docs/resources/webhook', [
    ['webhook URL', '{discord|discordapp}.com/api/webhooks/{digit:17-20}/{url:60-80}'],
    ['bot token', '{base62:24-28}.{url:6}.{url:27-38}', { assignedTo: 'discord' }],
  ]),
  ...vendor('Telegram', 'https://core.telegram.org/bots/api#authorizing-your-bot', [
    ['bot token', '{digit:10}:AA{url:33}'],
    ['bot token (older)', '{digit:9}:AA{url:33}'],
    ['bot token (oldest)', '{digit:8}:AA{url:33}'],
  ]),
  ...vendor('Twilio', 'https://www.twilio.com/docs/iam/api-keys', [
    ['API key', 'SK{hex:32}'],
    ['auth token', '{hex:32}', { assignedTo: 'twilio' }],
  ]),
  ...vendor('SendGrid', 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys', [
    ['API key', 'SG.{url:22}.{url:43}'],
  ]),
  ...vendor('Mailgun', 'https://documentation.mailgun.com/docs/mailgun/api-reference/mg-auth', [
    ['API key', 'key-{hex:32}'],
    ['signing key', '{hex:32}-{hex:8}-{hex:8}', { assignedTo: ['mailgun', 'mg_'] }],
  ]),
  ...vendor('Mailchimp', 'https://mailchimp.com/developer/marketing/docs/fundamentals/', [
    ['API key', '{hex:32}-us{digit:1-2}'],
  ]),
  ...vendor('Brevo', 'https://developers.brevo.com/docs/getting-started', [
    ['API key', '{xkeysib|xsmtpsib}-{hex:64}-{base62:16}'],
  ]),
  ...vendor('Resend', 'https://resend.com/docs/dashboard/api-keys/introduction', [
    ['API key', 're_{base62:8}_{base62:24}'],
  ]),
  ...vendor('Postmark', 'https://postmarkapp.com/developer/api/overview#authentication', [
    ['server token', '{uuid}', { assignedTo: 'postmark' }],
  ]),
  ...vendor(
    'Intercom',
    'https://developers.intercom.com/docs/build-an-integration/learn-more/authentication',
    [['access token', '{base64=:60}', { assignedTo: 'intercom' }]],
  ),
  ...vendor('Ably', 'https://ably.com/docs/auth', [
    ['API key', '{url:6}.{url:6}:{url:43}', { assignedTo: 'ably' }],
  ]),
]
