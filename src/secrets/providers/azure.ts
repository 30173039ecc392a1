import { devopsCheck } from '../checks/base32.ts'
import { entraCheck, makeAzureSignatureCheck } from '../checks/marvin.ts'
import { defineVendor } from './provider.ts'

const PORTAL = 'https://portal.azure.com'

export const AZURE = [
  ...defineVendor('Azure', PORTAL, [
    [
      'storage account key',
      '{base64:76}+ASt{base64:6}==',
      'X',
      { check: makeAzureSignatureCheck('Default0') },
    ],
    ['storage account key (named)', 'AccountKey={base64:86}==', 'D'],
    [
      'storage account key (older)',
      '{base64:86}==',
      'D',
      { near: ['azure storage', 'storage account', 'account key', 'azure'] },
    ],
    [
      'Cosmos DB key',
      '{base64:76}ACDb{base64:6}==',
      'D',
      {
        check: makeAzureSignatureCheck(
          'MastRW00',
          'MastRO00',
          'SysAll00',
          'SystRW00',
          'SystRO00',
          'Resour00',
          'Encryp00',
        ),
      },
    ],
    ['Batch key', '{base64:76}+ABa{base64:6}==', 'D', { check: makeAzureSignatureCheck('AbAcct00') }],
    [
      'Machine Learning key',
      '{base64:76}+AMC{base64:6}==',
      'D',
      { check: makeAzureSignatureCheck('Classic0') },
    ],
    [
      'API Management key',
      '{base64:76}APIM{base64:6}==',
      'D',
      { check: makeAzureSignatureCheck('Tenant00', 'Gatewy00', 'GitKey00', 'IoTHub00') },
    ],
    ['API Management subscription key', '{hex:32}', 'D', { near: ['ocp apim subscription', 'apim'] }],
    [
      'Service Bus, Event Hubs or Relay key',
      '{base64:33}{+ASb|+AEh|+ARm}{base64:6}=',
      'D',
      { check: makeAzureSignatureCheck('Send0000', 'Manage00', 'Listen00', 'System00') },
    ],
    [
      'IoT Hub key',
      '{base64:33}AIoT{base64:6}=',
      'D',
      { check: makeAzureSignatureCheck('IoTHub00', 'DpsKey00', 'Device00') },
    ],
    ['Redis key', '{base64:33}AzCa{base64:6}=', 'D', { check: makeAzureSignatureCheck('Access00') }],
    ['Redis connection string', 'redis.cache.windows.net{:6380|:6379|:10000},password={base64=:40-60}', 'D'],
    ['Event Grid key', '{base64:33}AZEG{base64:6}=', 'D'],
    ['shared access key', 'SharedAccessKey={base64:43}=', 'D'],
    [
      'Search key',
      '{base62:42}AzSe{A|B|C|D}{base64:5}',
      'D',
      { check: makeAzureSignatureCheck('PAdmin00', 'Query000') },
    ],
    [
      'Container Registry key',
      '{base64:42}+ACR{A|B|C|D}{base64:5}',
      'D',
      { check: makeAzureSignatureCheck('ACRDflt0') },
    ],
    [
      'Functions key',
      '{url:44}AzFu{url:5}{A|Q|g|w}==',
      'D',
      { check: makeAzureSignatureCheck('Functi00', 'Master00', 'System00') },
    ],
    [
      'App Configuration connection string',
      '.azconfig.io;Id={base64._:6-60}:{base64=:16-40};Secret={base64=:36-100}',
      'D',
    ],
    [
      'connection string',
      '{communication.azure.com/|service.signalr.net|webpubsub.azure.com}{|/};{accesskey=|AccessKey=}{base64=:40-100}',
      'D',
    ],
    ['client secret', '{url~.:3}8Q~{url~.:34}', 'X', { check: entraCheck }],
    ['client secret (older)', '{url~.:3}7Q~{url~.:31-34}', 'D'],
    ['client secret (other)', '{url~.:3}{1|2|3|4|5|6|9}Q~{url~.:31-34}', '1'],
    [
      'client secret (unprefixed)',
      '{url~.:32-44}',
      'D',
      { near: ['azure client', 'azure ad', 'entra', 'aad client'], mixed: true },
    ],
    ['DevOps token', '{base62:76}AZDO{base62:4}', 'D'],
    [
      'DevOps token (older)',
      '{b32l:52}',
      'X',
      { check: devopsCheck, near: ['devops', 'vsts', 'visualstudio', 'azure', 'vsce', 'tfs'], alone: true },
    ],
    ['shared access signature', 'sv={digit:4}-{digit:2}-{digit:2}&{query:1-400}sig={url%:43-60}{|=}', 'D'],
    [
      'shared access signature (signature first)',
      'sig={url%:43-60}{|=}&{query:0-300}sv={digit:4}-{digit:2}-{digit:2}',
      'D',
    ],
    [
      'Logic Apps trigger',
      'logic.azure.com{|:443}/workflows/{hex:32}/triggers/{url%:1-60}/paths/invoke?{url%:1-200}sig={url:43}',
      'D',
    ],
    [
      'Search key (older)',
      '{base62:52}',
      '2',
      { near: ['azure search', 'search service', 'search windows'] },
    ],
    ['publish profile password', '{base62:60}', 'D', { near: ['userpwd', 'publish profile'] }],
    ['API Management git password', 'git&{digit:12}&{base64:86}==', '1'],
  ]),
]
