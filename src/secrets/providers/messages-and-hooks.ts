import { decodesTo } from '../checks/structure.ts'
import { defineVendor } from './provider.ts'

/** Mail, telephony and what connects services. */
export const MESSAGES_AND_HOOKS = [
  ...defineVendor('Zapier', 'https://zapier.com/app/zaps', [
    ['webhook URL', 'hooks.zapier.com/hooks/catch/{digit:5-10}/{lowerdigit:5-12}', '2', { grade: 'browser' }],
  ]),
  ...defineVendor('Make', 'https://www.make.com', [
    [
      'webhook URL',
      '{hook.eu1.make|hook.eu2.make|hook.us1.make|hook.us2.make|hook.integromat}.com/{lowerdigit:32}',
      'W',
      { grade: 'browser' },
    ],
  ]),
  ...defineVendor('Pipedream', 'https://pipedream.com/projects', [
    ['webhook URL', 'eo{lowerdigit:11-16}.m.pipedream.net', '1', { grade: 'browser' }],
  ]),
  ...defineVendor('Tines', 'https://www.tines.com', [
    ['webhook URL', '.tines.com/webhook/{lowerdigit:32}/{lowerdigit:32}', '1', { grade: 'browser' }],
  ]),
  ...defineVendor('Workato', 'https://app.workato.com', [
    ['API token', '{wrka|wrkaus}-eyJ{url.:40-1200}', '1'],
  ]),
  ...defineVendor('Twilio', 'https://console.twilio.com/us1/account/keys-credentials/api-keys', [
    [
      'auth token',
      '{hex:32}',
      'D',
      { near: ['twilio', 'account sid', 'auth token', 'twilio auth'], behind: 'AC{hex:32}' },
    ],
    ['API key', 'SK{hex:32}', 'D', { weak: true, grade: 'half' }],
    ['API key secret', '{base62:32}', 'D', { near: 'twilio', behind: 'SK{hex:32}', mixed: true }],
  ]),
  ...defineVendor('SendGrid', 'https://app.sendgrid.com/settings/api_keys', [
    ['API key', 'SG.{url:22}.{url:43}', 'D'],
    ['API key (any length)', 'SG.{url.:66}', '1', { weak: true, mixed: true }],
  ]),
  ...defineVendor('Mailgun', 'https://app.mailgun.com/settings/api_security', [
    ['API key', '{hex:32}-{hex:8}-{hex:8}', '2', { near: ['mailgun', 'mg api', 'mg key'], alone: true }],
    ['API key (older)', 'key-{lowerdigit:32}', '2', { weak: true }],
    ['public key', 'pubkey-{hex:32}', '2', { grade: 'browser', weak: true }],
    ['API key (unprefixed)', '{base62:72}', '1', { near: 'mailgun' }],
  ]),
  ...defineVendor('Mailchimp', 'https://us1.admin.mailchimp.com/account/api/', [
    ['API key', '{hex:32}-us{digit:1-2}', 'D', { weak: true, near: ['mailchimp', 'mc api'] }],
  ]),
  ...defineVendor('Mandrill', 'https://mandrillapp.com/settings', [
    ['API key', 'md-{url:22-24}', '1', { weak: true, mixed: true }],
    ['API key (older)', '{url:22}', '2', { near: true }],
  ]),
  ...defineVendor('Brevo', 'https://app.brevo.com/settings/keys/api', [
    ['API key', '{xkeysib|xsmtpsib}-{hex:64}-{base62:16}', 'D'],
  ]),
  ...defineVendor('Resend', 'https://resend.com/api-keys', [
    ['API key', 're_{base62:8}_{base62:24}', 'D', { mixed: true }],
    ['API key (other)', 're_{base62:32-36}', '1', { mixed: true, weak: true }],
  ]),
  ...defineVendor('Postmark', 'https://account.postmarkapp.com', [
    ['server token', '{uuid}', '2', { near: true }],
  ]),
  ...defineVendor('MailerSend', 'https://app.mailersend.com/api-tokens', [
    ['API token', 'mlsn.{hex:30-100}', '2'],
  ]),
  ...defineVendor('MailerLite', 'https://dashboard.mailerlite.com/integrations/api', [
    ['API key', '{hex:32}', '2', { near: true }],
  ]),
  ...defineVendor('Mailjet', 'https://app.mailjet.com/account/apikeys', [
    ['API key or secret', '{hex:32}', '2', { near: true }],
  ]),
  ...defineVendor('Mailtrap', 'https://mailtrap.io/api-tokens', [
    ['API token', '{hex:32}', '2', { near: true }],
  ]),
  ...defineVendor('Loops', 'https://app.loops.so/settings?page=api', [
    ['API key', '{hex:32}', '2', { near: ['loops api', 'loops so'] }],
  ]),
  ...defineVendor('SparkPost', 'https://app.sparkpost.com/account/api-keys', [
    ['API key', '{hex:40}', '2', { near: true }],
  ]),
  ...defineVendor('Elastic Email', 'https://app.elasticemail.com', [
    ['API key', '{HEX:96}', '1', { near: ['elastic email', 'elasticemail'] }],
  ]),
  ...defineVendor('Courier', 'https://app.courier.com/settings/api-keys', [
    ['API key', 'pk_{prod|test}_{upperdigit:28}', '1'],
  ]),
  ...defineVendor('Novu', 'https://dashboard.novu.co', [['API key', '{hex:32}', '1', { near: true }]]),
  ...defineVendor('Customer.io', 'https://fly.customer.io/settings/api_credentials', [
    ['API key', '{hex:32}', '2', { near: ['customerio', 'customer io', 'cio api'] }],
    ['site key', '{hex:20}', '2', { near: ['customerio', 'customer io'] }],
  ]),
  ...defineVendor('Iterable', 'https://app.iterable.com', [
    ['API key', '{hex:32}', '1', { near: ['iterable api', 'iterable key'] }],
  ]),
  ...defineVendor('OneSignal', 'https://dashboard.onesignal.com', [
    ['API key', '{os_v2_app|os_v2_org}_{b32l:103}', '2'],
    ['API key (older)', '{base64:48}', '2', { near: true }],
  ]),
  ...defineVendor('Pusher', 'https://dashboard.pusher.com', [['secret', '{hex:20}', '2', { near: true }]]),
  ...defineVendor('Ably', 'https://ably.com/accounts', [
    ['API key', '{url:6-8}.{url:6-8}:{url:24-43}', '2', { near: true }],
  ]),
  ...defineVendor('PubNub', 'https://admin.pubnub.com', [
    ['secret key', 'sec-c-{base64=:40-60}', '2'],
    ['publish or subscribe key', '{pub|sub}-c-{uuid}', '2', { grade: 'half' }],
  ]),
  ...defineVendor('Stream', 'https://dashboard.getstream.io', [
    ['secret', '{lowerdigit:64}', '2', { near: ['getstream', 'stream api', 'stream secret'] }],
  ]),
  ...defineVendor('Vonage', 'https://dashboard.nexmo.com/settings', [
    ['API secret', '{base62:16}', '2', { near: ['vonage', 'nexmo'] }],
  ]),
  ...defineVendor('Plivo', 'https://cx.plivo.com', [
    ['auth token', '{url:40}', '2', { near: true }],
    ['auth id', 'MA{upperdigit:18}', '1', { near: true, grade: 'half' }],
  ]),
  ...defineVendor('Telnyx', 'https://portal.telnyx.com/#/app/api-keys', [
    ['API key', 'KEY{url:55}', '2', { near: true, alone: true }],
  ]),
  ...defineVendor('MessageBird', 'https://dashboard.messagebird.com', [
    ['API key', '{base62:25}', '2', { near: ['messagebird', 'message bird'] }],
  ]),
  ...defineVendor('Sinch', 'https://dashboard.sinch.com', [['token', '{hex:32}', '1', { near: true }]]),
  ...defineVendor('Infobip', 'https://portal.infobip.com/dev/api-keys', [
    ['API key', '{hex:32}-{uuid}', '1', { near: true }],
  ]),
  ...defineVendor('Sendbird', 'https://dashboard.sendbird.com', [
    ['API token', '{hex:40}', '2', { near: true }],
    ['application id', '{uuid}', '2', { near: true, grade: 'half' }],
  ]),
  ...defineVendor('LiveKit', 'https://cloud.livekit.io', [
    ['API secret', '{base62:43-44}', '1', { near: ['livekit', 'live kit'] }],
  ]),
  ...defineVendor('Daily', 'https://dashboard.daily.co/developers', [
    ['API key', '{base62:64}', '1', { near: ['daily api', 'daily co'] }],
  ]),
  ...defineVendor('Agora', 'https://console.agora.io', [
    ['app certificate', '{hex:32}', '1', { near: true }],
  ]),
  ...defineVendor('Zoom', 'https://marketplace.zoom.us', [
    ['client secret', '{base62:32}', '1', { near: ['zoom client', 'zoom secret', 'zoom api', 'zoom jwt'] }],
  ]),
  ...defineVendor('Intercom', 'https://app.intercom.com/a/developer-signup', [
    [
      'access token',
      'dG9r{base64:53-60}{|=|==}',
      '1',
      {
        check: decodesTo(
          '',
          /^tok:[0-9a-f_]{30,48}/,
          () => `tok:${Date.now().toString(16).padStart(12, '3')}_7b1d_4c3e_a9f0_2d5e8b6c1a04:1:0`,
        ),
      },
    ],
    ['access token (unprefixed)', '{base64:58-60}{|=|==}', '2', { near: true }],
  ]),
]
