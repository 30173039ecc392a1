import { unpaddedCheck } from '../checks/structure.ts'
import { defineVendor } from './provider.ts'

/** Social networks, media and shops of apps. */
export const SOCIAL = [
  ...defineVendor('Facebook', 'https://developers.facebook.com/apps', [
    ['access token', 'EAA{base62:90-400}', '2', { mixed: true, check: unpaddedCheck }],
    [
      'app access token',
      '{digit:15-16}|{url:27-40}',
      '2',
      { near: ['facebook', 'fb', 'instagram', 'graph api', 'access token'], alone: true },
    ],
    [
      'app secret',
      '{hex:32}',
      '2',
      { near: ['facebook', 'fb app', 'meta app', 'instagram', 'fb secret', 'whatsapp'] },
    ],
    ['Instagram token', '{IGQV|IGQW|IGAA}{url:50-256}', '1'],
  ]),
  ...defineVendor('X', 'https://developer.x.com/en/portal/dashboard', [
    ['bearer token', 'AAAAAAAAAAAAAAAAAAAAA{url%:80-110}', '2', { mixed: true }],
    [
      'access token',
      '{digit:15-20}-{base62:40}',
      '2',
      { near: ['twitter', 'tweet', 'x access', 'x api', 'access token'], alone: true, mixed: true },
    ],
    ['access token (other length)', '{digit:15-25}-{lowerdigit:20-40}', '2', { near: 'twitter' }],
    ['consumer secret', '{base62:50}', '2', { near: ['twitter', 'consumer secret', 'x api'] }],
    ['access token secret', '{base62:45}', '2', { near: ['twitter', 'access token secret'] }],
    ['consumer key', '{base62:25}', '2', { near: ['twitter', 'consumer key'] }],
  ]),
  ...defineVendor('LinkedIn', 'https://www.linkedin.com/developers/apps', [
    ['client secret', 'WPL_AP{0|1}.{url:16}.{base64:8}==', 'W'],
    ['client secret (older)', '{base62:14-16}', '2', { near: ['linkedin', 'linked in'] }],
  ]),
  ...defineVendor('Spotify', 'https://developer.spotify.com/dashboard', [
    ['client secret', '{hex:32}', '2', { near: true }],
  ]),
  ...defineVendor('Twitch', 'https://dev.twitch.tv/console', [
    ['client secret or token', '{lowerdigit:30}', '2', { near: true }],
    ['stream key', 'live_{digit:7-10}_{base62:30}', '1'],
  ]),
  ...defineVendor('Reddit', 'https://www.reddit.com/prefs/apps', [
    ['client secret', '{url:27-30}', '2', { near: true }],
  ]),
  ...defineVendor('Strava', 'https://www.strava.com/settings/api', [
    ['client secret', '{hex:40}', '2', { near: true }],
  ]),
  ...defineVendor('TikTok', 'https://developers.tiktok.com/apps', [
    ['client secret', '{base62:32}', '1', { near: ['tiktok', 'tik tok'] }],
  ]),
  ...defineVendor('Pinterest', 'https://developers.pinterest.com/apps/', [
    ['token', '{pina|pinr|pinc}_{url:20-300}', '2'],
  ]),
  ...defineVendor('LINE', 'https://developers.line.biz/console/', [
    [
      'channel access token',
      '{base64:140-200}{|=|==}',
      '2',
      { near: ['line channel', 'line bot', 'line messaging', 'linebot'] },
    ],
    ['channel secret', '{hex:32}', '1', { near: ['line channel', 'line bot', 'linebot'] }],
  ]),
  ...defineVendor('VK', 'https://vk.com/apps?act=manage', [
    ['token', 'vk1.a.{url:100-300}', '1'],
    ['secret', '{base62:20}', '1', { near: ['vk secret', 'vk api', 'vkontakte'] }],
  ]),
  ...defineVendor('WeChat', 'https://mp.weixin.qq.com', [
    ['app secret', '{hex:32}', '2', { near: ['wechat', 'weixin', 'wx secret', 'wx app'] }],
  ]),
  ...defineVendor('Weibo', 'https://open.weibo.com', [['app secret', '{hex:32}', '1', { near: true }]]),
  ...defineVendor('Kakao', 'https://developers.kakao.com/console', [
    ['app key', '{hex:32}', '1', { near: true }],
  ]),
  ...defineVendor('Naver', 'https://developers.naver.com/apps', [
    ['client secret', '{base62:10}', '1', { near: ['naver client secret', 'naver secret'] }],
  ]),
  ...defineVendor('Yahoo', 'https://developer.yahoo.com/apps/', [
    ['client secret', '{hex:40}', '1', { near: true }],
  ]),
  ...defineVendor('Apple', 'https://appstoreconnect.apple.com/access/integrations', [
    [
      'shared secret',
      '{hex:32}',
      'D',
      { near: ['apple shared', 'app store shared', 'itunes shared', 'itunes secret'] },
    ],
  ]),
  ...defineVendor('hCaptcha', 'https://dashboard.hcaptcha.com/settings', [
    ['secret', 'ES_{hex:32}', '1', { near: true, alone: true }],
    ['secret (older)', '0x{anyhex:40}', '1', { near: ['hcaptcha', 'hcaptcha secret'] }],
  ]),
]
