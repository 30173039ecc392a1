import { atlassianCheck } from '../checks/crc.ts'
import { defineVendor } from './provider.ts'

/** Work, files, maps and everything else. */
export const WORK = [
  ...defineVendor('Atlassian', 'https://id.atlassian.com/manage-profile/security/api-tokens', [
    ['API token', 'ATATT3xFf{url=:170-200}', 'X', { check: atlassianCheck }],
    ['organisation token', 'ATCTT3xFfGN0{url=:160-190}', 'X', { check: atlassianCheck }],
    ['API token (older)', '{base62:24}', '2', { near: ['jira', 'confluence', 'atlassian'], mixed: true }],
    ['API token (oldest)', '{lowerdigit:24}', '1', { near: ['jira', 'confluence', 'atlassian'] }],
    [
      'Data Center token',
      '{base64:44}',
      '2',
      { near: ['jira', 'confluence', 'atlassian', 'bamboo'], mixed: true },
    ],
  ]),
  ...defineVendor('Trello', 'https://trello.com/power-ups/admin', [
    ['token', 'ATTA{hex:64}{HEX:8}', 'X', { check: atlassianCheck }],
    ['token (older)', '{hex:64}', '2', { near: true }],
    ['API key', '{hex:32}', '2', { near: true, grade: 'half' }],
    ['token (any letters)', '{base62:32}', '1', { near: true, mixed: true }],
  ]),
  ...defineVendor('Notion', 'https://www.notion.so/profile/integrations', [
    ['integration token', 'ntn_{digit:11}{base62:35}', 'D'],
    ['integration token (older)', 'secret_{base62:43}', 'D'],
    ['refresh token', 'nrt_{word:40-55}', '1'],
  ]),
  ...defineVendor('Linear', 'https://linear.app/settings/account/security', [
    ['API key', 'lin_api_{base62:32-128}', '2'],
    ['OAuth token', 'lin_oauth_{hex:64}', '2'],
    ['webhook secret', 'lin_wh_{base62:40}', '1'],
    [
      'client secret',
      '{hex:32}',
      '2',
      { near: ['linear client', 'linear secret', 'linear api', 'linear token'] },
    ],
  ]),
  ...defineVendor('ClickUp', 'https://app.clickup.com/settings/apps', [
    ['API token', 'pk_{digit:6-9}_{base62:32}', '2'],
  ]),
  ...defineVendor('Asana', 'https://app.asana.com/0/my-apps', [
    ['personal access token', '{digit:1}/{digit:14-17}:{hex:32}', '2', { near: true, alone: true }],
    [
      'personal access token (current)',
      '2/{digit:14-17}/{digit:14-17}:{hex:32}',
      '2',
      { near: true, alone: true },
    ],
    ['client secret', '{base62:32}', '2', { near: true }],
  ]),
  ...defineVendor('Airtable', 'https://airtable.com/create/tokens', [
    ['personal access token', 'pat{base62:14}.{hex:64}', '2'],
    ['API key', 'key{base62:14}', '2', { near: true }],
    ['OAuth token', 'oaa{base62:14}.v1.{base64url=:40-400}.{hex:64}', '2'],
    ['OAuth token (older)', '{base62:20-60}.v1.{url:20-100}.{hex:64}', '1', { near: true }],
  ]),
  ...defineVendor('Coda', 'https://coda.io/account', [
    ['API token', '{uuid}', '2', { near: ['coda api', 'coda token', 'coda io'] }],
  ]),
  ...defineVendor('Miro', 'https://miro.com/app/settings', [['token', 'eyJtaXJv{url:41-160}', '2']]),
  ...defineVendor('Shortcut', 'https://app.shortcut.com/settings/account/api-tokens', [
    ['API token', '{uuid}', '2', { near: ['shortcut api', 'shortcut token', 'clubhouse'] }],
  ]),
  ...defineVendor('Todoist', 'https://app.todoist.com/app/settings/integrations/developer', [
    ['API token', '{hex:40}', '2', { near: true }],
  ]),
  ...defineVendor('Wrike', 'https://www.wrike.com', [['access token', 'ey{url:333}', '2', { near: true }]]),
  ...defineVendor('Figma', 'https://www.figma.com/settings', [
    ['personal access token', 'figd_{url:38-200}', '2'],
    ['plan token', 'figp_{url=:40-54}', '1'],
    ['OAuth token', '{figo|figu|figr|figor|figuh}_{url:40}', '1'],
    ['token (older)', '{digit:4-7}-{uuid}', '2', { near: true }],
  ]),
  ...defineVendor('Zeplin', 'https://app.zeplin.io', [['token', 'eyJ{url.:350-400}', '2', { near: true }]]),
  ...defineVendor('Canva', 'https://www.canva.com/developers/integrations', [
    ['client secret', 'cnvca{url:51}', '2'],
  ]),
  ...defineVendor('Frame.io', 'https://developer.frame.io', [['developer token', 'fio-u-{url=:64}', '2']]),
  ...defineVendor('Adobe', 'https://developer.adobe.com/console', [
    ['client secret', 'p8e-{url:32}', '2'],
    ['client id', '{hex:32}', '2', { near: true, grade: 'half' }],
  ]),
  ...defineVendor('HubSpot', 'https://app.hubspot.com/private-apps', [
    ['private app token', 'pat-{na|eu|ap}{digit:1}-{uuid}', '2'],
    ['API key', '{uuid}', '2', { near: ['hubspot', 'hapikey', 'hubapi'] }],
  ]),
  ...defineVendor('Salesforce', 'https://help.salesforce.com/s/articleView?id=sf.user_security_token.htm', [
    ['session token', '00D{base62:12}!{base64._:80-260}', '2'],
    ['refresh token', '5Aep861{base64._:74-120}', '2'],
    ['consumer key', '3MVG9{base64._:80-251}', '2', { grade: 'half' }],
    ['consumer secret', '{HEX:64}', '2', { near: ['salesforce', 'sfdc', 'consumer secret'] }],
  ]),
  ...defineVendor('Zendesk', 'https://support.zendesk.com/hc/en-us/articles/4408889192858', [
    ['API token', '{base62:40}', '2', { near: true }],
  ]),
  ...defineVendor('Freshdesk', 'https://support.freshdesk.com', [
    ['API key', '{base62:20}', '2', { near: ['freshdesk', 'freshservice', 'freshsales'] }],
  ]),
  ...defineVendor('Help Scout', 'https://secure.helpscout.net', [
    ['API key', '{base62:32-40}', '2', { near: ['helpscout', 'help scout'] }],
  ]),
  ...defineVendor('Pipedrive', 'https://app.pipedrive.com/settings/api', [
    ['API token', '{hex:40}', '2', { near: true }],
  ]),
  ...defineVendor('Zoho', 'https://api-console.zoho.com', [['token', '1000.{hex:32}.{hex:32}', '2']]),
  ...defineVendor('Close', 'https://app.close.com/settings/developer/api-keys/', [
    ['API key', 'api_{base62:22}.{base62:22}', '2'],
  ]),
  ...defineVendor('Calendly', 'https://calendly.com/integrations/api_webhooks', [
    ['API key', 'eyJ{url.:150-600}', '2', { near: true }],
  ]),
  ...defineVendor('Cal.com', 'https://app.cal.com/settings/developer/api-keys', [
    ['API key', 'cal_live_{hex:32}', '2'],
  ]),
  ...defineVendor('Typeform', 'https://admin.typeform.com/user/tokens', [
    ['personal access token', 'tfp_{url.:40-70}', '2'],
  ]),
  ...defineVendor('Jotform', 'https://www.jotform.com/myaccount/api', [
    ['API key', '{lowerdigit:32}', '2', { near: true }],
  ]),
  ...defineVendor('Teamwork', 'https://www.teamwork.com', [['API token', 'tkn.v1_{base64url=:40-120}', '2']]),
]
