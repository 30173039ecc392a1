import { defineVendor } from './provider.ts'

/** Files, maps, media, devices, games and chains. */
export const OTHERS = [
  ...defineVendor('Dropbox', 'https://www.dropbox.com/developers/apps', [
    ['access token', 'sl.{url=:130-2000}', '2'],
    ['access token (current)', 'sl.u.{url:130-2000}', '2'],
    ['access token (long-lived)', '{url:11}AAAAAAAAAA{url=:43}', '2', { near: true }],
    ['app secret', '{lowerdigit:15}', '2', { near: true }],
  ]),
  ...defineVendor('Box', 'https://app.box.com/developers/console', [
    [
      'token or secret',
      '{base62:32}',
      '1',
      { near: ['box api', 'box client', 'box secret', 'box token', 'box key', 'box com', 'box developer'] },
    ],
  ]),
  ...defineVendor('Egnyte', 'https://developers.egnyte.com', [
    ['token', '{lowerdigit:24}', '1', { near: true }],
  ]),
  ...defineVendor('Bitly', 'https://app.bitly.com/settings/api', [
    ['access token', '{hex:40}', '2', { near: true }],
  ]),
  ...defineVendor('Rebrandly', 'https://app.rebrandly.com/account/api', [
    ['API key', '{base62:32}', '2', { near: true }],
  ]),
  ...defineVendor('DeepL', 'https://www.deepl.com/your-account/keys', [
    ['API key', '{uuid}:fx', 'W'],
    ['API key (paid)', '{uuid}', 'W', { near: true }],
  ]),
  ...defineVendor('RapidAPI', 'https://rapidapi.com/developer/security', [
    ['key', '{hex:10}msh{hex:15}p1{hex:5}jsn{hex:12}', 'W'],
    ['key (other)', '{url:50}', '2', { near: ['rapidapi', 'rapid api'] }],
  ]),
  ...defineVendor('MaxMind', 'https://www.maxmind.com/en/accounts/current/license-key', [
    ['license key', '{base62:6}_{base62:29}_mmk', '2'],
    ['license key (older)', '{base62:16}', '1', { near: ['maxmind', 'geoip license'] }],
  ]),
  ...defineVendor('OpenWeather', 'https://home.openweathermap.org/api_keys', [
    [
      'API key',
      '{hex:32}',
      '2',
      { near: ['openweather', 'openweathermap', 'open weather'], grade: 'browser' },
    ],
  ]),
  ...defineVendor('WeatherAPI', 'https://www.weatherapi.com/my/', [
    ['key', '{hex:31}', '1', { near: ['weatherapi', 'weather api'], grade: 'browser' }],
  ]),
  ...defineVendor('New York Times', 'https://developer.nytimes.com/my-apps', [
    ['API key', '{url:32}', '2', { near: ['nytimes', 'new york times', 'newyorktimes'], grade: 'browser' }],
  ]),
  ...defineVendor('Unsplash', 'https://unsplash.com/oauth/applications', [
    ['key', '{url:43}', '1', { near: true, grade: 'browser' }],
  ]),
  ...defineVendor('Giphy', 'https://developers.giphy.com/dashboard/', [
    ['API key', '{base62:32}', '1', { near: true, grade: 'browser' }],
  ]),
  ...defineVendor('TMDB', 'https://www.themoviedb.org/settings/api', [
    ['API key', '{hex:32}', '1', { near: ['tmdb', 'themoviedb'], grade: 'browser' }],
  ]),
  ...defineVendor('Last.fm', 'https://www.last.fm/api/accounts', [
    ['API key', '{hex:32}', '1', { near: ['lastfm', 'last fm'], grade: 'browser' }],
  ]),
  ...defineVendor('Flickr', 'https://www.flickr.com/services/apps/', [
    ['API key', '{lowerdigit:32}', '2', { near: true, grade: 'browser' }],
  ]),
  ...defineVendor('Mozilla Add-ons', 'https://addons.mozilla.org/developers/addon/api/key/', [
    [
      'API secret',
      '{hex:64}',
      'D',
      { near: ['web ext', 'amo jwt'], behind: 'user:{digit:4-10}:{digit:1-5}' },
    ],
  ]),
  ...defineVendor('Backblaze', 'https://secure.backblaze.com/app_keys.htm', [
    ['application key', 'K00{base64:28}', 'W', { near: ['backblaze', 'application key'] }],
    ['master application key', '{hex:42}', '1', { near: ['backblaze', 'application key'] }],
  ]),
  ...defineVendor('Adafruit IO', 'https://io.adafruit.com', [
    ['key', 'aio_{base62:28}', '2'],
    ['API key', '{url:32}', '2', { near: 'adafruit' }],
  ]),
  ...defineVendor('Particle', 'https://docs.particle.io', [
    ['access token', '{hex:40}', '2', { near: ['particle access', 'particle token', 'particle io'] }],
  ]),
  ...defineVendor('Blynk', 'https://blynk.cloud', [['device token', '{url:32}', '2', { near: true }]]),
  ...defineVendor('Ubidots', 'https://ubidots.com', [['token', 'BBFF-{base62:30}', '2']]),
  ...defineVendor('WakaTime', 'https://wakatime.com/settings/account', [
    ['API key', 'waka_{uuid}', '2'],
    ['API key (older)', '{uuid}', '2', { near: true }],
  ]),
  ...defineVendor('Lichess', 'https://lichess.org/account/oauth/token', [
    ['token', '{lip|lio}_{base62:16-60}', '2'],
  ]),
  ...defineVendor('Riot Games', 'https://developer.riotgames.com', [['API key', 'RGAPI-{uuid}', '2']]),
  ...defineVendor('Steam', 'https://steamcommunity.com/dev/apikey', [
    ['API key', '{HEX:32}', '2', { near: ['steam api', 'steam web', 'steam key', 'steam'] }],
  ]),
  ...defineVendor('Roblox', 'https://create.roblox.com/dashboard/credentials', [
    ['session cookie', '_|WARNING:-DO-NOT-SHARE-THIS{base64._:20-2000}', '2'],
  ]),
  ...defineVendor('Thunderstore', 'https://thunderstore.io/settings/', [
    ['token', 'tss_{base62:20-80}', '1'],
  ]),
  ...defineVendor('Cfx.re', 'https://portal.cfx.re', [['server key', 'cfxk_{word:20-100}', '1']]),
  ...defineVendor('Mapbox', 'https://account.mapbox.com/access-tokens/', [
    ['secret token', 'sk.eyJ{url:50-100}.{url:22}', 'D'],
    ['temporary token', 'tk.eyJ{url:50-500}.{url:22}', 'D', { grade: 'short-lived' }],
  ]),
  ...defineVendor('ReadMe', 'https://dash.readme.com', [['API key', 'rdme_{lowerdigit:70}', '2']]),
  ...defineVendor('Gumroad', 'https://gumroad.com/settings/advanced', [
    ['access token', '{url:43}', '1', { near: true }],
  ]),
  ...defineVendor('Beamer', 'https://app.getbeamer.com', [['API key', 'b_{url:44}', '2', { near: true }]]),
  ...defineVendor('Voiceflow', 'https://creator.voiceflow.com', [
    ['API key', 'VF.{|DM.|WS.}{hex:24}.{base62:16}', '1'],
  ]),
  ...defineVendor('Liveblocks', 'https://liveblocks.io/dashboard/apikeys', [
    ['secret key', 'sk_{prod|dev}_{url:64}', 'W'],
  ]),
  ...defineVendor('Trigger.dev', 'https://cloud.trigger.dev', [
    ['secret key', 'tr_{prod|dev|pat|stg|preview}_{base62:20-40}', 'W'],
  ]),
  ...defineVendor('Inngest', 'https://app.inngest.com', [
    ['signing key', 'signkey-{prod|test|branch}-{hex:32-64}', 'W'],
  ]),
  ...defineVendor('Cloudinary', 'https://console.cloudinary.com/settings/api-keys', [
    ['URL with secret', 'cloudinary://{digit:15}:{url:27}@{url:1-60}', 'D'],
    ['API secret', '{url:27}', 'D', { near: true }],
  ]),
  ...defineVendor('ImageKit', 'https://imagekit.io/dashboard/developer/api-keys', [
    ['private key', 'private_{base64:27}=', 'D'],
  ]),
  ...defineVendor('Uploadcare', 'https://app.uploadcare.com', [
    ['secret key', '{hex:20}', '2', { near: true }],
  ]),
  ...defineVendor('Mux', 'https://dashboard.mux.com/settings/access-tokens', [
    ['token secret', '{base64:75}', '1', { near: ['mux', 'mux token'] }],
  ]),
  ...defineVendor('Branch', 'https://dashboard.branch.io/account-settings/profile', [
    ['secret', 'secret_live_{base62:40}', '1'],
  ]),
  ...defineVendor('Infura', 'https://app.infura.io', [
    [
      'project URL',
      '{mainnet|sepolia|goerli|polygon-mainnet|arbitrum-mainnet|optimism-mainnet|ipfs}.infura.io/{v3|ws/v3}/{hex:32}',
      '2',
      { grade: 'browser' },
    ],
    ['project secret', '{hex:32}', '2', { near: ['infura secret', 'infura project secret', 'infura'] }],
  ]),
  ...defineVendor('Alchemy', 'https://dashboard.alchemy.com', [
    ['API key', 'alcht_{base62:30}', '2'],
    ['URL', '.g.alchemy.com/v2/{url:32}', '2', { grade: 'browser' }],
    ['API key (unprefixed)', '{url:32}', '2', { near: 'alchemy' }],
  ]),
  ...defineVendor('QuickNode', 'https://dashboard.quicknode.com', [
    ['URL', '.quiknode.pro/{hex:40}', '2', { grade: 'browser' }],
  ]),
  ...defineVendor('Ankr', 'https://www.ankr.com/rpc/', [
    ['URL', 'rpc.ankr.com/{url:2-30}/{hex:64}', '1', { grade: 'browser' }],
  ]),
  ...defineVendor('Moralis', 'https://admin.moralis.com', [['API key', '{base62:64}', '1', { near: true }]]),
  ...defineVendor('Tatum', 'https://dashboard.tatum.io', [
    ['API key', 't-{hex:24}-{hex:24}', '1', { near: true }],
  ]),
  ...defineVendor('Pinata', 'https://app.pinata.cloud/developers/api-keys', [
    ['API secret', '{hex:64}', '1', { near: true }],
  ]),
  ...defineVendor('thirdweb', 'https://thirdweb.com/dashboard', [
    ['secret key', '{url:86}', '1', { near: true }],
  ]),
  ...defineVendor('Etherscan', 'https://etherscan.io/myapikey', [
    [
      'API key',
      '{upperdigit:34}',
      '2',
      { near: ['etherscan', 'bscscan', 'polygonscan', 'arbiscan', 'ftmscan', 'snowtrace', 'basescan'] },
    ],
  ]),
  ...defineVendor('1inch', 'https://portal.1inch.dev', [
    ['API key', '{base62:32}', '1', { near: ['1inch', 'oneinch'] }],
  ]),
  ...defineVendor('Authenticator', 'https://github.com/google/google-authenticator/wiki/Key-Uri-Format', [
    ['one-time-password seed', 'otpauth://{totp|hotp}/{label:0-120}?{query:0-100}secret={base32:16-64}', 'D'],
  ]),
  ...defineVendor('Defined Networking', 'https://admin.defined.net', [
    ['API token', 'dnkey-{url=:26}-{url=:52}', '2'],
  ]),
  ...defineVendor('Settlemint', 'https://console.settlemint.com', [
    ['access token', 'sm_{pat|aat|sat}_{base62:16}', '2'],
  ]),
  ...defineVendor('42 Intra', 'https://profile.intra.42.fr/oauth/applications', [
    ['client secret', 's-s4t2{ud|af}-{hex:64}', '2'],
  ]),
  ...defineVendor('Clearbit', 'https://dashboard.clearbit.com', [
    ['API key', 'sk_{hex:32}', '2', { near: true }],
  ]),
  ...defineVendor('Private AI', 'https://private-ai.com', [
    ['API key', '{hex:32}', '2', { near: ['privateai', 'private ai'] }],
  ]),
  ...defineVendor('Looker', 'https://cloud.google.com/looker/docs', [
    ['client secret', '{base62:24}', '2', { near: true }],
    ['client id', '{base62:20}', '2', { near: true, grade: 'half' }],
  ]),
  ...defineVendor('Sidekiq', 'https://sidekiq.org', [
    ['Enterprise URL', '{hex:8}:{hex:8}@{gems|enterprise}.contribsys.com', '1'],
  ]),
  ...defineVendor('Cisco Meraki', 'https://developer.cisco.com/meraki/', [
    ['API key', '{hex:40}', '2', { near: ['meraki'] }],
  ]),
  ...defineVendor('Flexport', 'https://www.flexport.com', [['API token', 'shltm_{url:40}', '2']]),
  ...defineVendor('ThingsBoard', 'https://thingsboard.cloud', [
    ['device URL', 'thingsboard.cloud/api/v1/{lowerdigit:20}/{telemetry|attributes|rpc}', '1'],
    [
      'device key',
      '{lowerdigit:20}',
      '1',
      { near: ['provision device', 'provisiondevicesecret', 'thingsboard'] },
    ],
  ]),
  ...defineVendor('TrueNAS', 'https://www.truenas.com/docs/', [
    ['API key', '{digit:1-4}-{base62:64}', '2', { near: ['truenas', 'login_with_api_key'] }],
  ]),
]
