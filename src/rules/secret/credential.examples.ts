import { defineExamples } from '../../model/example.ts'
import { readTokenFormat } from '../../secrets/token-format.ts'
import rule from './credential.ts'

/** What a person or a password manager makes: new in every run. */
function makePassword(): string {
  return `${readTokenFormat('{letter:5}{digit:4}').example()}!${readTokenFormat('{letter:4}').example()}`
}

function makeHexadecimal(): string {
  return readTokenFormat('{hex:32}').example()
}

export default defineExamples(rule, {
  bad: [
    {
      message: 'header',
      title: 'A request with the cookie of a session',
      files: () => ({
        'lib/orders.js': `export const get = () => fetch('https://erp.zyx-works.net/orders', { headers: { cookie: 'PHPSESSID=${readTokenFormat('{base62:32}').example()}' } })\n`,
      }),
    },
    {
      message: 'record',
      title: 'A database by the string that a driver connects with',
      files: () => ({
        'lib/orders.js': `oracledb.getConnection({ user: 'ORDERS', password: '${makePassword()}', connectString: 'db1.zyx-works.net/ORCLPDB1' })\n`,
      }),
    },
    {
      message: 'argument',
      title: 'A user of a database that a script makes',
      files: () => ({
        'mongo/init.js': `db.createUser({ user: 'orders', pwd: '${makePassword()}', roles: ['readWrite'] })\n`,
      }),
    },
    {
      message: 'record',
      title: 'A login in one line of YAML, and one under words of other languages',
      files: () => ({
        'etc/sites.yaml': `sites: [{name: a, host: web1.zyx-works.net, login: deploy, pass: ${makePassword()}}]\n`,
        'etc/base.toml': `[base]\nservidor = "db.zyx-works.net"\nusuario = "pedidos"\ncontraseña = "${makePassword()}"\n`,
      }),
    },
    {
      message: 'argument',
      title: 'A user and a password as arguments of a call',
      files: () => ({ 'lib/graph.js': `connect(neo4j.auth.basic('graph', '${makePassword()}'))\n` }),
    },
    {
      message: 'argument',
      title: 'What a client is given to log in with, in one argument or behind its key',
      files: () => ({
        'dist/speech.js': `t.SpeechConfig.fromSubscription("${makeHexadecimal()}","westeurope")\n`,
        'lib/chat.js': `StreamChat.getInstance('${makeHexadecimal().slice(0, 12)}', '${makeHexadecimal()}${makeHexadecimal()}')\n`,
      }),
    },
    {
      message: 'native',
      title: 'The secret of a client that is called back on the machine of its user',
      files: () => ({
        'lib/login.js': `module.exports = { client_id: 'cli-71', client_secret: '${makePassword()}', auth_uri: 'https://login.zyx-works.net/auth', redirect_uri: 'http://localhost:8085/' }\n`,
      }),
    },
    {
      message: 'record',
      title: 'A password of plain words beside the name of one machine',
      files: () => ({
        'server/datasources.json': `{"orders":{"host":"till-sql01","database":"orders","user":"sa","password":"${readTokenFormat('{letter:7}').example().toLowerCase()}linden"}}\n`,
      }),
    },
    {
      message: 'record',
      title: 'The login of a database in a file of settings',
      files: () => ({
        'config/database.json': JSON.stringify({
          db: { host: 'db1.zyx-works.net', user: 'shop', password: makePassword() },
        }),
      }),
    },
    {
      message: 'record',
      title: 'A connection string in code',
      files: () => ({
        'dist/db.js': `connect("Server=sql.zyx-works.net;User ID=shop;Password=${makePassword()};")\n`,
      }),
    },
    {
      message: 'record',
      title: 'Arguments of a call, one after the other',
      files: () => ({
        'lib/db.js': `new Sequelize('shop', 'shop_rw', '${makePassword()}', { host: 'db1.zyx-works.net' })\n`,
      }),
    },
    {
      message: 'record',
      title: 'A mailbox and its password',
      files: () => ({
        'lib/mail.js': `createTransport({ service: 'zyx', auth: { user: 'shop@zyx-works.net', pass: '${makePassword()}' } })\n`,
      }),
    },
    {
      message: 'live',
      title: 'What a cloud says of a function that runs',
      files: () => ({
        'out.json': JSON.stringify({
          FunctionName: 'orders',
          FunctionArn: 'arn:aws:lambda:eu-central-1:471147114711:function:orders',
          Environment: { Variables: { ERP_PASSWORD: makePassword() } },
        }),
      }),
    },
    {
      message: 'command',
      title: 'A password for the client of a database',
      files: () => ({
        'scripts/flush.sh': `redis-cli -h redis.zyx-works.net -a ${makePassword()} FLUSHALL\n`,
      }),
    },
    {
      message: 'live',
      title: 'A wireless network as MessagePack, written by a program',
      files: () => {
        const packText = (value: string) => Buffer.from([0xd9, value.length, ...Buffer.from(value)])
        return {
          'state.bin': Buffer.concat([
            Buffer.from([0x82]),
            ...['device_id', 'kitchen', 'wifi_password', makePassword()].map(packText),
          ]),
        }
      },
    },
    {
      message: 'written',
      title: 'A login in a document for colleagues',
      files: () => ({
        'docs/access.eml': `Server: erp.zyx-works.net\nUser: ada\nPassword: ${makePassword()}\n`,
      }),
    },
    {
      message: 'inlined',
      title: 'Variables that a bundler wrote down',
      files: () => ({
        'dist/index.js': `const e={BASE_URL:"/",MODE:"production",VITE_TITLE:"Shop",VITE_DB_PASSWORD:"${makePassword()}"};\n`,
      }),
    },
    {
      message: 'setting',
      title: 'The settings of one deployment',
      files: () => ({ 'infra/production.tfvars': `db_password = "${makePassword()}"\n` }),
    },
    {
      message: 'setting',
      title: 'A Kubernetes Secret, whose values are only encoded',
      files: () => ({
        'k8s/shop.yaml': `kind: Secret\ndata:\n  DB_PASSWORD: ${Buffer.from(makePassword()).toString('base64')}\n`,
      }),
    },
    {
      message: 'unsure',
      title: 'Something named like a secret in a file of data',
      files: () => ({
        'lib/data.json': JSON.stringify({ wifiPassword: makePassword() }),
      }),
    },
    {
      message: 'header',
      title: 'A request with a token',
      files: () => ({
        'dist/api.js': `get(url, { headers: { Authorization: "Bearer ${readTokenFormat('{base62:60}').example()}" } })\n`,
      }),
    },
    {
      message: 'header',
      title: 'A scheme and a token that code joins',
      files: () => ({
        'dist/api.js': `get(url, { headers: { Authorization: "Bearer " + "${readTokenFormat('{base62:60}').example()}" } })\n`,
      }),
    },
    {
      message: 'command',
      title: 'A client of a database, with the password before it',
      files: () => ({
        'scripts/dump.sh': `PGPASSWORD=${makePassword()} pg_dump -h db1.zyx-works.net shop\n`,
      }),
    },
    {
      message: 'command',
      title: 'A script that logs in',
      files: () => ({
        'scripts/copy.sh': `sshpass -p '${makePassword()}' scp dist.tgz shop@web1.zyx-works.net:\n`,
      }),
    },
    {
      message: 'filled',
      title: 'A template that somebody filled in',
      files: {
        'config/db.example.json': JSON.stringify({
          host: 'db1.zyx-works.net',
          user: 'shop',
          password: 'winterberlin',
        }),
      },
    },
    {
      message: 'client',
      title: 'A key of a service for browsers',
      files: () => ({
        'dist/stats.js': `start({ token: "${readTokenFormat('{hex:32}').example()}", host: "https://stats.zyx-works.net" })\n`,
      }),
    },
    {
      message: 'shown',
      title: 'A login in a test',
      files: () => ({
        'test/config.json': JSON.stringify({
          host: 'db1.zyx-works.net',
          user: 'shop',
          password: makePassword(),
        }),
      }),
    },
  ],
  good: [
    {
      title: 'Settings that SOPS encrypted, and for whom',
      files: () => ({
        'examples/secrets.enc.yaml': `db_password: ENC[AES256_GCM,data:${readTokenFormat('{base64:20}').example()},type:str]\nsops:\n    age:\n        - recipient: age1${readTokenFormat('{b32l:58}').example()}\n          enc: |\n            -----BEGIN AGE ENCRYPTED FILE-----\n            ${readTokenFormat('{base64:64}').example()}\n            -----END AGE ENCRYPTED FILE-----\n`,
      }),
    },
    {
      title: 'A header of requests about credentials',
      files: { 'resources/vaults/credentials.js': "send({ headers: { 'Acme-Beta': 'agents=v1' } })\n" },
    },
    {
      title: 'A page that shows what nobody should write',
      files: () => ({
        'docs/rules/no-hardcoded.md': `# no-hardcoded\n\nIncorrect:\n\n    const password = "${makePassword()}"\n`,
      }),
    },
    {
      title: 'Values from elsewhere, for this machine, or for showing',
      files: {
        'config/production.json':
          '{"db":{"host":"db1.zyx-works.net","user":"shop","password":"\u0024{DB_PASSWORD}"},"apiKey":"your-api-key"}\n',
        'lib/db.js':
          "module.exports = { host: 'db1.zyx-works.net', user: 'shop', password: process.env.DB_PASSWORD || 'password' }\n",
        'lib/local.js': "module.exports = { host: 'localhost', user: 'root', password: 'Hu7kkLw2' }\n",
        'locale/en.json':
          '{"host":"Host","user":"User","password":"Password","passwordHint":"At least 8 characters"}\n',
        'locale/ja.json':
          '{"host":"ホスト","pass":"ページには見出しが01あります","fail":"ページには見出しがありません"}\n',
      },
    },
  ],
})
