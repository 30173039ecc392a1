import { AZURE } from './azure.ts'
import { defineVendor } from './provider.ts'

/** The large clouds. */
export const CLOUD = [
  ...defineVendor('AWS', 'https://console.aws.amazon.com/iam/', [
    ['access key id', '{AKIA|ASIA|ABIA|ACCA}{base32:16}', 'D'],
    ['access key id (oldest)', 'A3T{upperdigit:17}', 'D', { weak: true, near: ['aws', 'amazon'] }],
    [
      'secret access key',
      '{base64:40}',
      'D',
      { near: ['aws secret', 'secret access key', 'aws access', 'amazon secret'] },
    ],
    [
      'session token',
      '{IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz|AQoDYXdz}{base64=:80-1400}',
      '2',
      { grade: 'short-lived' },
    ],
    ['AppSync key', 'da2-{lowerdigit:26}', '2', { grade: 'browser' }],
    ['MWS token', 'amzn.mws.{uuid}', '2'],
    ['Login with Amazon client secret', 'amzn1.oa2-cs.v1.{hex:64}', '1'],
    [
      'SES SMTP password',
      'B{base64:43}',
      'D',
      { near: ['ses smtp', 'smtp amazonaws', 'aws ses', 'smtp password'] },
    ],
    ['Cognito client secret', '{lowerdigit:50-52}', 'D', { near: ['cognito', 'user pool'] }],
  ]),
  ...defineVendor('Google', 'https://console.cloud.google.com/apis/credentials', [
    ['API key', 'AIza{url:35}', 'D', { grade: 'browser' }],
    ['OAuth client secret', 'GOCSPX-{url:28}', 'D'],
    [
      'OAuth client secret (older)',
      '{url:24}',
      'D',
      { near: ['google client', 'google oauth', 'googleusercontent'] },
    ],
    ['OAuth access token', 'ya29.{url:20-1024}', 'D', { grade: 'short-lived' }],
    ['OAuth refresh token', '1//0{url:40-120}', 'W'],
    ['HMAC key id of a service account', 'GOOG1E{upperdigit:55}', 'D', { grade: 'half' }],
    ['HMAC key id of a user', 'GOOG{upperdigit:20}', 'D', { grade: 'half' }],
    [
      'reCAPTCHA secret',
      '6L{url:38}',
      'D',
      { near: ['recaptcha secret', 'captcha secret', 'recaptcha private', 'captcha private'] },
    ],
  ]),
  ...defineVendor('Firebase', 'https://console.firebase.google.com', [
    ['Cloud Messaging server key', 'AAAA{url:7}:APA91b{url:120-180}', '2'],
  ]),
  ...AZURE,
  ...defineVendor('Alibaba Cloud', 'https://ram.console.aliyun.com/profile/access-keys', [
    ['access key id', 'LTAI{base62:12-20}', '2'],
    [
      'security token id',
      'STS.{base62:16-64}',
      '2',
      { grade: 'half', near: ['alibaba', 'aliyun', 'oss'], weak: true, mixed: true },
    ],
    [
      'access key secret',
      '{base62:30}',
      '2',
      { near: ['alibaba', 'aliyun', 'alicloud', 'oss access key secret', 'access key secret'] },
    ],
  ]),
  ...defineVendor('Tencent Cloud', 'https://console.tencentcloud.com/cam/capi', [
    ['secret id', 'AKID{base62:32}', '2'],
    ['secret id (older)', 'AKID{base62:13-20}', '2', { grade: 'half' }],
    ['secret key', '{base62:32}', '2', { near: ['tencent', 'qcloud', 'tencentcloud'] }],
  ]),
  ...defineVendor('Volcengine', 'https://console.volcengine.com/iam/keymanage/', [
    ['access key id', 'AKLT{url:16-60}', '1', { mixed: true }],
  ]),
  ...defineVendor('Yandex Cloud', 'https://console.yandex.cloud', [
    ['API key', 'AQVN{url:35-38}', '2'],
    ['OAuth token', '{y0|y1|y2|y3}_{url:55-58}', '2'],
    ['IAM token', 't1.{url=:4-600}.{url=:86-88}', '2', { grade: 'short-lived' }],
    ['static key', 'YC{url:38}', '2', { weak: true, near: 'yandex' }],
  ]),
  ...defineVendor('IBM Cloud', 'https://cloud.ibm.com/iam/apikeys', [
    ['API key', '{url:42-44}', '2', { near: ['ibm', 'ibmcloud', 'bluemix', 'softlayer'] }],
    ['SoftLayer API key', '{lowerdigit:64}', '2', { near: ['softlayer', 'sl api'] }],
  ]),
  ...defineVendor('Oracle Cloud', 'https://cloud.oracle.com/identity', [
    ['auth token', '{url~.:20}', '1', { near: ['oci auth', 'oracle cloud'] }],
  ]),
  ...defineVendor('OVH', 'https://www.ovh.com/auth/api/', [
    ['application secret', '{base62:32}', '2', { near: ['ovh', 'ovhcloud'] }],
    ['application key', '{base62:16}', '2', { near: ['ovh', 'ovhcloud'] }],
  ]),
  ...defineVendor('Scaleway', 'https://console.scaleway.com/iam/api-keys', [
    ['secret key', '{uuid}', '2', { near: ['scaleway', 'scw'] }],
    ['access key id', 'SCW{upperdigit:17}', '2', { grade: 'half' }],
  ]),
  ...defineVendor('Exoscale', 'https://portal.exoscale.com/iam', [
    ['API key id', 'EXO{base62:24-30}', '1', { grade: 'half', mixed: true }],
    ['API secret', '{url:40-60}', '1', { near: true }],
  ]),
  ...defineVendor('Huawei Cloud', 'https://console.huaweicloud.com/iam', [
    ['secret', '{hex:64}', '1', { near: ['huawei', 'huaweicloud'] }],
    ['secret access key', '{base62:40}', '1', { near: ['huawei', 'huaweicloud'] }],
  ]),
]
