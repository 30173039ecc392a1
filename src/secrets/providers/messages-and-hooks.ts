import { decodesTo } from '../checks/structure.ts'
import { vendor } from './provider.ts'

/** Mail, telephony and what connects services. */
export const MESSAGES_AND_HOOKS = [
  ...vendor('Zapier', 'https://zapier.com/app/zaps', [
    ['webhook URL', 'hooks.zapier.com/hooks/catch/{digit:5-10}/{lowerdigit:5-12}', '2', { grade: 'browser' }],
  ]),
  ...vendor('Make', 'https://www.make.com', [
    [
      'webhook URL',
      '{hook.eu1.make|hook.eu2.make|hook.us1.make|hook.us2.make|hook.integromat}.com/{lowerdigit:32}',
      'W',
      { grade: 'browser' },
    ],
  ]),
  ...vendor('Pipedream', 'https://pipedream.com/projects', [
    ['webhook URL', 'eo{lowerdigit:11-16}.m.pipedream.net', '1', { grade: 'browser' }],
  ]),
  ...vendor('Tines', 'https://www.tines.com', [
    ['webhook URL', '.tines.com/webhook/{lowerdigit:32}/{lowerdigit:32}', '1', { grade: 'browser' }],
  ]),
  ...vendor('Workato', 'https://app.workato.com', [['API token', '{wrka|wrkaus}-eyJ{url.:40-1200}', '1']]),
  ...vendor('Twilio', 'https://console.twilio.com/us1/account/keys-credentials/api-keys', [
    [
      'auth token',
      '{hex:32}',
      'D',
      { near: ['twilio', 'account sid', 'auth token', 'twilio auth'], behind: 'AC{hex:32}' },
    ],
    ['API key', 'SK{hex:32}', 'D', { weak: true, grade: 'half' }],
    ['API key secret', '{base62:32}', 'D', { near: 'twilio', behind: 'SK{hex:32}', mixed: true }],
  ]),
  ...vendor('SendGrid', 'https://app.sendgrid.com/settings/api_keys', [
    ['API key', 'SG.{url:22}.{url:43}', 'D'],
    ['API key (any length)', 'SG.{url.:66}', '1', { weak: true, mixed: true }],
  ]),
  ...vendor('Mailgun', 'https://app.mailgun.com/settings/api_security', [
    ['API key', '{hex:32}-{hex:8}-{hex:8}', '2', { near: ['mailgun', 'mg api', 'mg key'], alone: true }],
    ['API key (older)', 'key-{lowerdigit:32}', '2', { weak: true }],
    ['public key', 'pubkey-{hex:32}', '2', { grade: 'browser', weak: true }],
    ['API key (unprefixed)', '{base62:72}', '1', { near: 'mailgun' }],
  ]),
  ...vendor('Mailchimp', 'https://us1.admin.mailchimp.com/account/api/', [
    ['API key', '{hex:32}-us{digit:1-2}', 'D', { weak: true, near: ['mailchimp', 'mc api'] }],
  ]),
  ...vendor('Mandrill', 'https://mandrillapp.com/settings', [
    ['API key', 'md-{url:22-24}', '1', { weak: true, mixed: true }],
    ['API key (older)', '{url:22}', '2', { near: true }],
  ]),
  ...vendor('Brevo', 'https://app.brevo.com/settings/keys/api', [
    ['API key', '{xkeysib|xsmtpsib}-{hex:64}-{base62:16}', 'D'],
  ]),
  ...vendor('Resend', 'https://resend.com/api-keys', [
    ['API key', 're_{base62:8}_{base62:24}', 'D', { mixed: true }],
    ['API key (other)', 're_{base62:32-36}', '1', { mixed: true, weak: true }],
  ]),
  ...vendor('Postmark', 'https://account.postmarkapp.com', [['server token', '{uuid}', '2', { near: true }]]),
  ...vendor('MailerSend', 'https://app.mailersend.com/api-tokens', [['API token', 'mlsn.{hex:30-100}', '2']]),
  ...vendor('MailerLite', 'https://dashboard.mailerlite.com/integrations/api', [
    ['API key', '{hex:32}', '2', { near: true }],
  ]),
  ...vendor('Mailjet', 'https://app.mailjet.com/account/apikeys', [
    ['API key or secret', '{hex:32}', '2', { near: true }],
  ]),
  ...vendor('Mailtrap', 'https://mailtrap.io/api-tokens', [['API token', '{hex:32}', '2', { near: true }]]),
  ...vendor('Loops', 'https://app.loops.so/settings?page=api', [
    ['API key', '{hex:32}', '2', { near: ['loops api', 'loops so'] }],
  ]),
  ...vendor('SparkPost', 'https://app.sparkpost.com/account/api-keys', [
    ['API key', '{hex:40}', '2', { near: true }],
  ]),
  ...vendor('Elastic Email', 'https://app.elasticemail.com', [
    ['API key', '{HEX:96}', '1', { near: ['elastic email', 'elasticemail'] }],
  ]),
  ...vendor('Courier', 'https://app.courier.com/settings/api-keys', [
    ['API key', 'pk_{prod|test}_{upperdigit:28}', '1'],
  ]),
  ...vendor('Novu', 'https://dashboard.novu.co', [['API key', '{hex:32}', '1', { near: true }]]),
  ...vendor('Customer.io', 'https://fly.customer.io/settings/api_credentials', [
    ['API key', '{hex:32}', '2', { near: ['customerio', 'customer io', 'cio api'] }],
    ['site key', '{hex:20}', '2', { near: ['customerio', 'customer io'] }],
  ]),
  ...vendor('Iterable', 'https://app.iterable.com', [
    ['API key', '{hex:32}', '1', { near: ['iterable api', 'iterable key'] }],
  ]),
  ...vendor('OneSignal', 'https://dashboard.onesignal.com', [
    ['API key', '{os_v2_app|os_v2_org}_{b32l:103}', '2'],
    ['API key (older)', '{base64:48}', '2', { near: true }],
  ]),
  ...vendor('Pusher', 'https://dashboard.pusher.com', [['secret', '{hex:20}', '2', { near: true }]]),
  ...vendor('Ably', 'https://ably.com/accounts', [
    ['API key', '{url:6-8}.{url:6-8}:{url:24-43}', '2', { near: true }],
  ]),
  ...vendor('PubNub', 'https://admin.pubnub.com', [
    ['secret key', 'sec-c-{base64=:40-60}', '2'],
    ['publish or subscribe key', '{pub|sub}-c-{uuid}', '2', { grade: 'half' }],
  ]),
  ...vendor('Stream', 'https://dashboard.getstream.io', [
    ['secret', '{lowerdigit:64}', '2', { near: ['getstream', 'stream api', 'stream secret'] }],
  ]),
  ...vendor('Vonage', 'https://dashboard.nexmo.com/settings', [
    ['API secret', '{base62:16}', '2', { near: ['vonage', 'nexmo'] }],
  ]),
  ...vendor('Plivo', 'https://cx.plivo.com', [
    ['auth token', '{url:40}', '2', { near: true }],
    ['auth id', 'MA{upperdigit:18}', '1', { near: true, grade: 'half' }],
  ]),
  ...vendor('Telnyx', 'https://portal.telnyx.com/#/app/api-keys', [
    ['API key', 'KEY{url:55}', '2', { near: true, alone: true }],
  ]),
  ...vendor('MessageBird', 'https://dashboard.messagebird.com', [
    ['API key', '{base62:25}', '2', { near: ['messagebird', 'message bird'] }],
  ]),
  ...vendor('Sinch', 'https://dashboard.sinch.com', [['token', '{hex:32}', '1', { near: true }]]),
  ...vendor('Infobip', 'https://portal.infobip.com/dev/api-keys', [
    ['API key', '{hex:32}-{uuid}', '1', { near: true }],
  ]),
  ...vendor('Sendbird', 'https://dashboard.sendbird.com', [
    ['API token', '{hex:40}', '2', { near: true }],
    ['application id', '{uuid}', '2', { near: true, grade: 'half' }],
  ]),
  ...vendor('LiveKit', 'https://cloud.livekit.io', [
    ['API secret', '{base62:43-44}', '1', { near: ['livekit', 'live kit'] }],
  ]),
  ...vendor('Daily', 'https://dashboard.daily.co/developers', [
    ['API key', '{base62:64}', '1', { near: ['daily api', 'daily co'] }],
  ]),
  ...vendor('Agora', 'https://console.agora.io', [['app certificate', '{hex:32}', '1', { near: true }]]),
  ...vendor('Zoom', 'https://marketplace.zoom.us', [
    ['client secret', '{base62:32}', '1', { near: ['zoom client', 'zoom secret', 'zoom api', 'zoom jwt'] }],
  ]),
  ...vendor('Intercom', 'https://app.intercom.com/a/developer-signup', [
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
