import { discordCheck } from '../checks/structure.ts'
import { defineVendor } from './provider.ts'

const SLACK_NUMBERS = '{digit:9-14}-{digit:9-14}'

/** Chat. */
export const CHAT = [
  ...defineVendor('Slack', 'https://api.slack.com/apps', [
    ['bot token', `xoxb-${SLACK_NUMBERS}-{base62-:18-36}`, 'D'],
    ['legacy bot token', 'xoxb-{digit:8-14}-{base62:18-30}', 'D'],
    ['user token', `{xoxp|xoxe}-${SLACK_NUMBERS}-{digit:9-14}-{base62-:28-36}`, 'D'],
    ['browser session token', `{xoxc|xoxs|xoxo}-${SLACK_NUMBERS}-{digit:9-14}-{hex:10-64}`, '2'],
    ['browser session token (short)', '{xoxs|xoxo}-{digit:1-14}-{digit:1-14}-{digit:1-14}-{hex:6-64}', '2'],
    ['session cookie', 'xoxd-{url%:60-400}', '2'],
    ['workspace token', '{xoxa|xoxr}-{digit:1-2}-{base62:8-64}', '2'],
    ['workspace token (without a number)', '{xoxa|xoxr}-{base62:12-64}', '1', { mixed: true }],
    [
      'workspace token (longer)',
      '{xoxa|xoxr}-{digit:1-2}-{digit:8-14}-{digit:8-14}-{digit:8-14}-{base62:16-64}',
      '2',
    ],
    ['app-level token', 'xapp-{digit:1}-{upperdigit:9-14}-{digit:9-14}-{lowerdigit:40-64}', 'D'],
    ['configuration token', 'xoxe.{xoxb|xoxp}-{digit:1}-{base62:140-180}', 'D'],
    ['configuration refresh token', 'xoxe-{digit:1}-{base62:140-180}', 'D'],
    [
      'webhook URL',
      'hooks.slack{.com|-gov.com}/services/T{upperdigit:8-12}/B{upperdigit:8-12}/{base62:23-25}',
      'D',
    ],
    [
      'workflow URL',
      'hooks.slack{.com|-gov.com}/workflows/T{upperdigit:8-12}/A{upperdigit:8-12}/{digit:17-19}/{base62:23-25}',
      'D',
    ],
    [
      'workflow URL (older)',
      'hooks.slack{.com|-gov.com}/workflows/{base62:8-12}/{base62:8-12}/{base62:23-25}',
      '2',
    ],
    ['trigger URL', 'hooks.slack{.com|-gov.com}/triggers/{T|E}{upperdigit:8-12}/{digit:10-14}/{hex:32}', 'D'],
    [
      'signing or client secret',
      '{hex:32}',
      'D',
      { near: ['slack signing', 'slack client', 'slack secret', 'slack'] },
    ],
  ]),
  ...defineVendor(
    'Microsoft Teams',
    'https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/',
    [
      [
        'webhook URL',
        'webhook.office.com/webhookb2/{uuid}@{uuid}/IncomingWebhook/{hex:32}/{uuid}{|/V2}',
        'D',
      ],
      [
        'webhook URL (older)',
        'outlook.office.com/webhook{|b2}/{uuid}@{uuid}/IncomingWebhook/{hex:32}/{uuid}',
        'D',
      ],
      [
        'webhook URL (current)',
        'webhook.office.com/webhookb2/{uuid}@{uuid}/IncomingWebhook/{hex:32}/{uuid}/V2{url:20-60}',
        '2',
      ],
    ],
  ),
  ...defineVendor('Discord', 'https://discord.com/developers/applications', [
    [
      'webhook URL',
      '{discord|discordapp}.com/api/{|v10/|v9/|v8/|v6/}webhooks/{digit:17-20}/{url:60-80}',
      'D',
    ],
    [
      'bot token',
      '{M|N|O}{url:23-27}.{url:6}.{url:27-38}',
      'D',
      { check: discordCheck, near: ['discord', 'bot token'], alone: true },
    ],
    ['bot token (older)', '{M|N|O}{url:23-27}.{url:6}.{url:27-38}', 'D', { near: 'discord' }],
    ['user token (older)', 'mfa.{url:84}', 'D'],
    ['client secret', '{url:32}', 'D', { near: ['discord', 'discord client'] }],
    ['token', '{hex:64}', '2', { near: 'discord' }],
  ]),
  ...defineVendor('Google Chat', 'https://developers.google.com/workspace/chat/quickstart/webhooks', [
    ['webhook URL', 'chat.googleapis.com/v1/spaces/{url:8-14}/messages?key={url:39}&token={url%:40-50}', 'D'],
  ]),
  ...defineVendor('Telegram', 'https://core.telegram.org/bots/features#botfather', [
    ['bot token', '{digit:8-10}:AA{url:33}', 'D'],
    // Where it is used, a word stands right before it.
    ['bot token in an address', 'api.telegram.org/bot{digit:8-10}:AA{url:33}', 'D'],
    [
      'bot token (unusual)',
      '{digit:8-10}:A{url:34}',
      '1',
      { near: ['telegram', 'telegr', 'tgram', 'bot token'] },
    ],
  ]),
  ...defineVendor(
    'Mattermost',
    'https://developers.mattermost.com/integrate/reference/personal-access-token/',
    [['access token', '{lowerdigit:26}', '2', { near: true }]],
  ),
  ...defineVendor('Rocket.Chat', 'https://docs.rocket.chat', [
    ['access token', '{url:43}', '1', { near: ['rocketchat', 'rocket chat', 'rocket.chat'] }],
  ]),
  ...defineVendor('Zulip', 'https://zulip.com/api/api-keys', [
    ['API key', '{base62:32}', '2', { near: true }],
  ]),
  ...defineVendor('Gitter', 'https://developer.gitter.im', [
    ['access token', '{url:40}', '2', { near: true }],
  ]),
  ...defineVendor('Lark', 'https://open.larksuite.com/app', [
    ['app secret', '{base62:32}', '2', { near: ['lark', 'larksuite', 'feishu'] }],
    ['webhook URL', 'open.{feishu.cn|larksuite.com}/open-apis/bot/v2/hook/{uuid}', '2'],
  ]),
  ...defineVendor('DingTalk', 'https://open-dev.dingtalk.com', [
    ['webhook URL', 'oapi.dingtalk.com/robot/send?access_token={hex:64}', '2'],
  ]),
  ...defineVendor('WeCom', 'https://work.weixin.qq.com', [
    ['webhook URL', 'qyapi.weixin.qq.com/cgi-bin/webhook/send?key={uuid}', '2'],
  ]),
]
