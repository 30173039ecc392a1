import { randomBytes } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/secret/credential.ts'
import { scanFiles } from '../../../support/scan-files.ts'

const letters = (count: number) =>
  randomBytes(count * 4)
    .toString('base64')
    .replace(/[^A-Za-z]/g, '')
    .slice(0, count)
/** As people and password managers make them. */
const PASSWORD = `Qk${letters(4)}${7301 + (randomBytes(1)[0] ?? 0)}!${letters(4)}`
const TOKEN = `${letters(12)}7${letters(12)}4${letters(13)}9`
const HEX = randomBytes(16).toString('hex')
const base64 = (text: string) => Buffer.from(text).toString('base64')

async function severities(
  files: Record<string, string>,
  profile: 'open-source' | 'proprietary' = 'open-source',
) {
  const found = await scanFiles({ 'index.js': 'module.exports = 1\n', ...files }, { rules: [rule], profile })
  return [...new Set(found.map(({ severity }) => severity))]
}

/** One leak each: the file, and what is in it. */
const RECORDS: readonly (readonly [what: string, path: string, content: string])[] = [
  [
    'a connection string of .NET',
    'appsettings.json',
    `{"C":"Server=tcp:shop.database.windows.net;User ID=app;Password=${PASSWORD};"}`,
  ],
  [
    'a connection string in XML',
    'web.config',
    `<add connectionString="Data Source=sql1.zyx.io;User Id=app;Password=${PASSWORD}" />`,
  ],
  [
    "a tuple of Erlang's",
    'conf/sys.config',
    `[{db_host, "db.zyx.io"}, {db_user, "app"}, {db_password, "${PASSWORD}"}].`,
  ],
  [
    "a connection of Perl's",
    'x.pl',
    `DBI->connect("DBI:mysql:database=t;host=db.zyx.io", "app", "${PASSWORD}");`,
  ],
  [
    'a connection of Yii',
    'lib/d.php',
    `<?php return ['dsn' => 'mysql:host=db.zyx.io;dbname=a', 'username' => 'app', 'password' => '${PASSWORD}'];`,
  ],
  ['a list of logins that is written', 'scripts/x.sh', `htpasswd -b /etc/nginx/users admin ${PASSWORD}\n`],
  [
    'a request of a browser',
    'dist/a.js',
    `x.open("GET", "https://api.zyx.io/v1/rates", !0, "svc-rates", 'basalt_copper68');`,
  ],
  [
    "a client of PHP's",
    'api/db.php',
    `new PDO('mysql:host=mysql.zyx.io;dbname=a', 'app', 'basalt_copper68');`,
  ],
  [
    "a connection of Python's",
    'sync.py',
    `db = pymysql.connect("mysql.zyx.io", "sync", "quartz_copper85", "shop")`,
  ],
  [
    'the host by place, the password by name',
    'push.rb',
    `Net::SSH.start('web1.zyx.io', 'app', password: 'copper_basalt86')`,
  ],
  [
    'literals that become strings',
    'mail.rs',
    `let c = Credentials::new("app@zyx.io".to_owned(), "${PASSWORD}".to_owned());`,
  ],
  [
    'a setter behind the host',
    'Push.java',
    `s = j.getSession("app", "web1.zyx.io", 22); s.setPassword("linden-copper68");`,
  ],
  [
    'options of a renamed Sequelize',
    'dist/m.js',
    `x=new s("orders","app","${PASSWORD}",{host:"db2.zyx.io",dialect:"mysql"});`,
  ],
  [
    'elements with CDATA',
    'local.xml',
    `<host><![CDATA[db.zyx.io]]></host><username><![CDATA[app]]></username><password><![CDATA[${PASSWORD}]]></password>`,
  ],
  [
    'elements that are named by an attribute',
    'hibernate.cfg.xml',
    `<property name="connection.url">jdbc:mysql://db.zyx.io/x</property><property name="connection.username">app</property><property name="connection.password">${PASSWORD}</property>`,
  ],
  [
    'a value with words about itself',
    'infra/azuredeploy.parameters.json',
    `{"adminLogin":{"value":"app"},"adminPassword":{"value":"${PASSWORD}"}}`,
  ],
  [
    'the login of a call, beside its address',
    'dist/a.js',
    `get("https://erp.zyx.io/"+p,{auth:{username:"svc",password:"${PASSWORD}"}})`,
  ],
  [
    'a note above the code',
    'dist/a.js',
    `/**\n * For support:\n *   host: db.zyx.io\n *   user: support\n *   password: ${PASSWORD}\n */\nexports.a = 1\n`,
  ],
  [
    'code in a notebook',
    'lib/a.ipynb',
    `{"cells":[{"source":["connect(host='db.zyx.io', user='app', password='${PASSWORD}')"]}]}`,
  ],
  [
    'a word that is made of short ones',
    'knexfile.js',
    `x={host:'db.zyx.io',user:'app',password:'Orbit#2019'}`,
  ],
  ['a key for an encrypted database', 'dist/a.js', `db.exec("PRAGMA key = '${PASSWORD}'")`],
  [
    'a password for PowerShell',
    'deploy.ps1',
    `$p = ConvertTo-SecureString "${PASSWORD}" -AsPlainText -Force`,
  ],
  [
    'settings in XML',
    'app.config',
    `<add key="SmtpHost" value="mail.zyx.io"/><add key="SmtpPassword" value="${PASSWORD}"/>`,
  ],
  [
    'elements of XML',
    'lib/ftp.xml',
    `<host>ftp.zyx.io</host><user>web</user><password>${PASSWORD}</password>`,
  ],
  [
    'a short password that a person picked',
    'config/db.json',
    '{"host":"db1.zyx-prod.net","user":"app","password":"Winter2024!"}',
  ],
  [
    'a password of letters',
    'config/db.json',
    '{"host":"db1.zyx-prod.net","user":"app","password":"winterberlin"}',
  ],
  ['hex', 'config/db.json', `{"host":"db1.zyx-prod.net","user":"app","password":"${HEX}"}`],
  ['a private host', 'config/db.json', `{"host":"10.3.2.1","user":"app","password":"${PASSWORD}"}`],
  [
    'comments in JSON',
    'config/main.jsonc',
    `{\n  // main\n  "host": "db.zyx.io", "user": "shop", "password": "${PASSWORD}",\n}`,
  ],
  ['JSON5', 'config/main.json5', `{ host: 'db.zyx.io', user: 'shop', password: '${PASSWORD}' }`],
  [
    'YAML',
    'config/database.yml',
    `production:\n  host: db.zyx.io\n  username: shop\n  password: ${PASSWORD}\n`,
  ],
  ['TOML', 'config/mail.toml', `[smtp]\nserver = "mail.zyx.io"\nuser = "x"\npassword = '${PASSWORD}'\n`],
  ['INI', 'config/main.ini', `[db]\nhost = db.zyx.io\nuser = shop\npassword = ${PASSWORD}\n`],
  [
    'properties with dots',
    'application.properties',
    `spring.datasource.url=jdbc:mysql://db.zyx.io/x\nspring.datasource.username=x\nspring.datasource.password=${PASSWORD}\n`,
  ],
  [
    'an array of PHP',
    'config/db.php',
    `<?php return array('host' => 'db.zyx.io', 'user' => 'shop', 'pass' => '${PASSWORD}');`,
  ],
  [
    'define() of PHP',
    'wp-config.php',
    `define('DB_USER', 'shop');\ndefine('DB_PASSWORD', '${PASSWORD}');\ndefine('DB_HOST', 'db.zyx.io');\n`,
  ],
  ['Python', 'db.py', `connect(host="db.zyx.io", user="shop", password="${PASSWORD}")\n`],
  ['an object literal', 'dist/db.js', `createPool({host:"db.zyx.io",user:"shop",password:"${PASSWORD}"})`],
  [
    'the defaults of variables',
    'lib/c.js',
    `const host = process.env.H || 'db.zyx.io'\nconst user = process.env.U || 'shop'\nconst password = process.env.P || '${PASSWORD}'\n`,
  ],
  [
    'members with types',
    'src/db.ts',
    `private readonly host: string = 'db.zyx.io'\nprivate readonly user: string = 'shop'\nprivate readonly password: string = '${PASSWORD}'\n`,
  ],
  [
    'a driver’s own string',
    'lib/db.js',
    `connect("host=db.zyx.io port=5432 user=shop password=${PASSWORD} dbname=shop")`,
  ],
  [
    'an address beside a login',
    'lib/mqtt.js',
    `connect('mqtts://broker.zyx.io:8883', { username: 'device', password: '${PASSWORD}' })`,
  ],
  [
    'a mail account',
    'lib/mail.js',
    `({ host: 'smtp.zyx.io', auth: { user: 'robot@zyx.io', pass: '${PASSWORD}' } })`,
  ],
  [
    'an escaped string',
    'dist/c.js',
    `parse("{\\"host\\":\\"db.zyx.io\\",\\"user\\":\\"shop\\",\\"password\\":\\"${PASSWORD}\\"}")`,
  ],
]

const SETTINGS: readonly (readonly [what: string, path: string, content: string])[] = [
  ['Azure Functions', 'local.settings.json', `{"Values":{"DB_PASSWORD":"${PASSWORD}"}}`],
  ['nodemon', 'nodemon.json', `{"env":{"JWT_SECRET":"${TOKEN}"}}`],
  ['an MCP server', 'mcp.json', `{"mcpServers":{"a":{"env":{"API_TOKEN":"${TOKEN}"}}}}`],
  ['Helm', 'helm/values-prod.yaml', `auth:\n  password: ${PASSWORD}\n`],
  ['Terraform', 'prod.tfvars', `db_password = "${PASSWORD}"\n`],
  ['Postman', 'docs/a.postman_environment.json', `{"values":[{"key":"password","value":"${PASSWORD}"}]}`],
  ['Kubernetes, encoded', 'k8s/a.yaml', `kind: Secret\ndata:\n  PW: ${base64(PASSWORD)}\n`],
  ['Kubernetes, plain', 'x.yml', `kind: Secret\nstringData:\n  password: ${PASSWORD}\n`],
  ['Kubernetes as JSON', 'k8s/a.json', `{"kind":"Secret","data":{"PW":"${base64(PASSWORD)}"}}`],
  [
    'Kubernetes, beside what SOPS encrypted',
    'k8s/c.yaml',
    `kind: Secret\nstringData:\n  token: ENC[AES256_GCM,data:Tr7o=,iv:1=,tag:k=,type:str]\nsops:\n  version: 3.8.1\n---\nkind: Secret\nstringData:\n  password: ${PASSWORD}\n`,
  ],
  [
    'Kubernetes, what SOPS was told to leave',
    'k8s/d.yaml',
    `kind: Secret\nstringData:\n  password: ${PASSWORD}\nsops:\n  encrypted_regex: ^token$\n`,
  ],
  ['Kubernetes, a container', 'k8s/b.yaml', `env:\n- name: DB_PASSWORD\n  value: ${PASSWORD}\n`],
  ['a file of secrets', 'secrets.yml', `db: ${PASSWORD}\n`],
  ['a list of logins', 'passwords.txt', `orders db: app / ${PASSWORD}\n`],
  ['variables as JSON', '.env.json', `{"DB_PASSWORD":"${PASSWORD}"}`],
  ['variables as code', '.env.js', `module.exports = { DB_PASSWORD: '${PASSWORD}' }`],
  ['variables for a shell', 'env.sh', `export DB_PASSWORD='${PASSWORD}'\n`],
  ['variables for Windows', 'env.bat', `SET DB_PASSWORD=${PASSWORD}\n`],
  ['Jenkins', 'Jenkinsfile', `environment { DB_PASSWORD = "${PASSWORD}" }`],
  ['Gradle', 'android/app/build.gradle', `storePassword '${PASSWORD}'\n`],
  ['Pulumi', 'Pulumi.prod.yaml', `config:\n  shop:dbPassword: ${PASSWORD}\n`],
  ['Wrangler', 'wrangler.toml', `[vars]\nADMIN_PASSWORD = "${PASSWORD}"\n`],
  ['Ansible', 'ansible/hosts.ini', `web1 ansible_password=${PASSWORD}\n`],
]

const REQUESTS: readonly (readonly [what: string, path: string, content: string])[] = [
  ['Basic', 'dist/a.js', `headers:{Authorization:"Basic ${base64(`deploy:${PASSWORD}`)}"}`],
  ['Bearer', 'dist/a.js', `headers:{Authorization:"Bearer ${TOKEN}"}`],
  ['a file of requests', 'a.http', `GET https://api.zyx.io\nAuthorization: Bearer ${TOKEN}\n`],
  ['sshpass', 'deploy.sh', `sshpass -p '${PASSWORD}' ssh root@web1.zyx.io\n`],
  ['curl', 'publish.sh', `curl -u deploy:${PASSWORD} -T x.tgz https://nexus.zyx.io\n`],
  ['mysqldump', 'backup.sh', `mysqldump -h db.zyx.io -u root -p${TOKEN} shop\n`],
]

describe.each([
  ['beside its host', RECORDS],
  ['in settings for one deployment', SETTINGS],
  ['in a request or a command', REQUESTS],
])('a credential %s is an error in both profiles', (_, cases) => {
  test.each(cases)('%s (%s)', async (_what, path, content) => {
    expect(await severities({ [path]: content })).toEqual(['error'])
    expect(await severities({ [path]: content }, 'proprietary')).toEqual(['error'])
  })
})

test.each<[string, string, string]>([
  ['a container for developers', 'docker-compose.yml', `environment:\n  POSTGRES_PASSWORD: ${PASSWORD}\n`],
  ['code without a host', 'dist/a.js', `const s={secretKey:"${TOKEN}",dbPassword:"${PASSWORD}"};`],
  [
    'a template that names a host',
    'db.example.json',
    '{"host":"db.zyx.io","user":"a","password":"winterberlin"}',
  ],
])('%s (%s) is a warning in open source and an error in closed code', async (_, path, content) => {
  expect(await severities({ [path]: content })).toEqual(['warning'])
  expect(await severities({ [path]: content }, 'proprietary')).toEqual(['error'])
})

test.each(['test/db.json', 'examples/db.json', 'benchmarks/db.json', 'lib/db.fixture.json'])(
  '%s is a warning in both profiles',
  async (path) => {
    const content = `{"host":"db.zyx.io","user":"shop","password":"${PASSWORD}"}`
    expect(await severities({ [path]: content })).toEqual(['warning'])
    expect(await severities({ [path]: content }, 'proprietary')).toEqual(['warning'])
  },
)

test.each<[string, string, string]>([
  ['an icon', 'es/Password.js', 'export const icon = { d: "M21,12.1A5.2,5.2,0,0,0,11.6,12Z" }'],
  [
    'names of classes',
    'dist/a.js',
    'export default {"password":"Login_password__3xK9f","user":"Login_user__1aB2c"}',
  ],
  [
    'a list of what credentials there are',
    'dist/credentials.json',
    '{"azureApi":{"className":"AzureApi7Search","sourcePath":"dist/Azure2.credentials.js","supportedNodes":["lmChatAzure3OpenAi"]}}',
  ],
  [
    'a key that Rails makes for development',
    'config/secrets.yml',
    `development:\n  secret_key_base: ${HEX.repeat(4)}\n`,
  ],
  [
    'a variable',
    'config/production.json',
    '{"host":"db.zyx.io","user":"a","password":"\u0024{DB_PASSWORD}"}',
  ],
  ['a reference to a store', 'values.yaml', 'password: vault:secret/data/db#password\n'],
  ['an encrypted value', 'secrets.yml', 'password: ENC[AES256_GCM,data:8sj2]\n'],
  [
    'a stand-in',
    'config/production.json',
    '{"host":"db.zyx.io","user":"a","password":"my-Secret-Passw0rd!"}',
  ],
  ['the own machine', 'lib/db.js', `({host:"localhost",user:"root",password:"${PASSWORD}"})`],
  ['an example', 'lib/db.js', `({host:"db.example.com",user:"root",password:"${PASSWORD}"})`],
  [
    'texts of a form',
    'locale/de.json',
    '{"host":"Server","user":"Benutzer","password":"Passwort vergessen?"}',
  ],
  ['a form’s own names', 'dist/a.js', '({host:"a.zyx.io",user:"username",password:"password"})'],
  ['keys for browsers', 'dist/a.js', `({apiKey:"${'AI'}za${TOKEN}",authDomain:"zyx.firebaseapp.com"})`],
  ['hashes of passwords', 'lib/a.json', `{"host":"db.zyx.io","password":"$2b$10$${TOKEN}${TOKEN}"}`],
  ['a header of an example', 'dist/a.js', `h.Authorization = "Basic ${base64('user:password')}"`],
  ['a public key in a DSN', 'dist/a.js', 'init({dsn:"https://0123@o1.ingest.sentry.io/1",token:t})'],
])('%s passes', async (_, path, content) => {
  expect(await severities({ [path]: content }, 'proprietary')).toEqual([])
})
