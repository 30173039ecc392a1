import { rememberAnswers } from '../text/remember.ts'
import { baseName, extension, listFolders } from './path-words.ts'

/** How the assignments of a file are written: data formats and scripts may leave values without quotes, code never. */
export type SettingsSyntax = 'data' | 'script' | 'code' | 'prose'

const DATA = new Set(
  (
    'json json5 jsonc yml yaml toml ini cfg cnf conf config properties props xml plist tfvars hcl env ftpconfig http rest ' +
    'pubxml publishsettings runsettings settings reg rdp ovpn netrc list service desktop csproj webmanifest example ' +
    'har neon edn bru j2 tmpl local prod production staging development bak old orig save dist txt eml'
  ).split(' '),
)
const SCRIPTS = new Set(
  'sh bash zsh fish ksh bat cmd ps1 psm1 py rb php phtml pl lua tf groovy sql gradle kts dockerfile mk nix exp'.split(
    ' ',
  ),
)
const CODE = new Set(
  'js mjs cjs jsx ts mts cts tsx vue svelte astro java kt swift go rs cs dart scala html htm coffee c h cc cpp hpp m mm ex exs clj erl'.split(
    ' ',
  ),
)
/** Besides code: data formats, scripts and binaries in which values stand in quotes all the same. */
const QUOTED = new Set('css scss less json jsonc json5 map py rb php lua node wasm svg'.split(' '))
/** Languages whose values are expressions, though they are no scripts of the web. */
const MORE_CODE = new Set(
  'r jl nim zig hs ml mli fs fsx vb pas d f f90 sol move cairo cu cl wgsl tcl vim el lisp scm rkt cr pro v sv vhd vhdl proto thrift graphql gql idl ad elm purs re res litcoffee ls hbs ejs pug liquid njk mustache twig erb haml slim cshtml razor aspx jsp jspx ftl vm tpl xsl xslt wat s asm'.split(
    ' ',
  ),
)
/** Texts in which nothing is set: style, drawings, maps, lists of what was built. */
const NO_SETTINGS = new Set(
  'css scss sass less styl pcss svg map snap wasm glsl vert frag hlsl metal shader tsbuildinfo lock lockb po pot strings xliff xlf arb vtt srt obj mtl stl ply gltf dae geojson topojson kml gpx dic aff hyph bib tex sty cls rtf ttx bdf afm flow def patch diff lcov info tap pem crt cer key pub asc sig gitignore npmignore gitattributes gitkeep editorconfig eslintignore prettierignore nvmrc'.split(
    ' ',
  ),
)
const PROSE = new Set('md mdx markdown rst adoc asciidoc ipynb csv tsv'.split(' '))
const SCRIPT_NAMES =
  /^(?:dockerfile|containerfile|jenkinsfile|vagrantfile|makefile|rakefile|gemfile|procfile|fastfile|appfile|matchfile)(?:[.-][\w.-]+)?$/

/** How settings are written in a file, by its name; null for binaries and what holds none. */
export const settingsSyntax = rememberAnswers((path): SettingsSyntax | null => {
  const name = baseName(path)
  if (SCRIPT_NAMES.test(name)) return 'script'
  const kind = extension(path)
  if (PROSE.has(kind)) return 'prose'
  if (SCRIPTS.has(kind)) return 'script'
  if (CODE.has(kind) || MORE_CODE.has(kind)) return 'code'
  if (DATA.has(kind) || kind === '' || /^\.?env\b/.test(name)) return 'data'
  // Every program has an ending of its own for what it keeps.
  return NO_SETTINGS.has(kind) || kind.length > 24 ? null : 'data'
})

/** Whether values stand in quotes in a file of that name, or of the name that it had before it was copied or packed. */
export const quotesValues = rememberAnswers((path): boolean => {
  const [last = '', before = ''] = baseName(path).toLowerCase().split('.').slice(1).reverse()
  const isQuotingKind = (kind: string) => CODE.has(kind) || MORE_CODE.has(kind) || QUOTED.has(kind)
  return isQuotingKind(last) || (last.length <= 4 && isQuotingKind(before))
})

/** `deployment`: values of one running system; `development`: of machines that developers start themselves. */
export type SettingsPurpose = 'secrets' | 'deployment' | 'development'

const SECRETS_NAME =
  /^\.?(?!(?:choose|reset|forgot|forgotten|change|update|confirm|verify|check|validate|hash|generate|random|create|new|set|get|enter|invalid|no|show|hide|with)[._-])(?:[\w-]+[._-])?(?:secrets?|credentials?|creds?|passwords?|passwd|logins?|zugangsdaten|kennw[oö]rter|api[-_]?keys|auth[-_]?tokens?)(?:[._-](?:prod|production|staging|local|dev|live|private|old|backup|bak))*(?:\.[a-z0-9]+)*$/
const SECRETS_CODE_NAME =
  /^\.?(?:arduino[-_])?(?:secrets?|credentials?|creds?|passwords?|api[-_]?keys)(?:[._-](?:prod|production|staging|local|dev|live|private))*\.(?:[cm]?[jt]sx?|mdx?|markdown|csv|h|hpp)$/
const ENVIRONMENT_NAME =
  /^\.?env(?:[._-][\w-]+)*\.(?:json5?|jsonc|[cm]?js|ts|ya?ml|toml|md|txt|sh|bash|zsh|bat|ps1|cmd|py|php|rb)$|^\.env-cmdrc(?:\.\w+)?$|^(?:set|export|load)[-_]?env(?:s|ironment)?\.(?:sh|bat|ps1|cmd)$|^\.envrc$/
const DEPLOYMENT_NAME =
  /(?:^|[._-])(?:prod|production|prd|live|staging|stage|stg|uat|qa|preprod|local|private|deploy|deployment|release)(?:[._-]|$)|\.tfvars(?:\.json)?$|^local\.settings\.json$|\.postman_(?:environment|globals|collection)\.json$|^\.(?:gitlab-ci|travis|drone|cirrus|appveyor)\.ya?ml$|^(?:azure-pipelines|bitbucket-pipelines|appveyor|codemagic|cloudbuild|buildspec)[\w.-]*\.ya?ml$|^build\.gradle(?:\.kts)?$|^values[\w.-]*\.ya?ml$|^nodemon\.json$|^(?:[\w-]+\.)?mcp(?:[._-][\w-]+)*\.json$|^(?:mcp[_-]config|claude_desktop_config|mcp_settings|cline_mcp_settings)\.json$|^pulumi\.[\w-]+\.ya?ml$|^wrangler\.(?:toml|jsonc?)$|^serverless\.(?:ya?ml|json|[cm]?[jt]s)$|^(?:jenkinsfile|vagrantfile|procfile)|^(?:dockerfile|containerfile)(?:[.-][\w.-]+)?$|^application[\w.-]*\.(?:ya?ml|properties)$|^(?:bootstrap|quarkus|micronaut)[\w.-]*\.(?:ya?ml|properties)$|^appsettings[\w.-]*\.json$|^(?:web|app|machine)[\w.]*\.config$|^(?:orm|db|database|datasource|mail|smtp|ftp|sftp|redis|mongo)[-_]?config\.\w+$|^database\.(?:ya?ml|json|php|[cm]?js)$|^(?:local[-_])?settings\.(?:py|php|ini|toml|ya?ml|local\.\w+)$|^wp-config[\w.-]*\.php$|^(?:configuration|config\.inc|env|parameters)\.(?:php|ya?ml)$|^config\.(?:json5?|ya?ml|toml|ini|php|py|properties|cfg|conf|local\.\w+)$|^ecosystem\.config\.[cm]?js$|^pm2[\w.-]*\.(?:json|config\.[cm]?js|ya?ml)$|^\.?(?:ftpconfig|sftp|ftp|remote|lftprc|deployrc|deploy|rsync|flightplan|shipit\w*)(?:\.\w+)?$|^(?:launch|tasks|sftp)\.json$|^(?:sentry|keystore|signing|gradle|local|sonar|sonar-project|release|key|fastlane)\.properties$|^\.(?:sentryclirc|my\.cnf|pgpass|s3cfg|boto|fabricrc|msmtprc|muttrc|mbsyncrc|offlineimaprc|fetchmailrc|smbcredentials|htpasswd|lftp\w*)$|^(?:inventory|hosts)(?:\.(?:ini|ya?ml))?$|^(?:vault|group_vars)[\w.-]*\.ya?ml$|^cypress\.env\.json$|^(?:wdio|nightwatch|protractor|karma|codecept|testcafe)[\w.-]*\.conf(?:ig)?\.[cm]?[jt]s$|^\.(?:lambda|claudia|up|now|apex|architect|arc|kitchen)(?:\.\w+)?$|^samconfig\.toml$|^(?:app|cloudbuild|buildspec|fly|render|railway|netlify|vercel|heroku|zappa_settings|firebase|eas)\.(?:ya?ml|json|toml)$|^credentials?$|^\.ftppass$|\.(?:pubxml|publishsettings|rdg|ovpn|http|rest|jmx|bru)$/
/** Which of several running systems a file is for. */
const RUNNING = /(?:^|[._-])(?:prod|production|prd|live|staging|stg|uat|qa|preprod)(?:[._-]|$)/
const DEVELOPMENT_NAME =
  /^(?:docker-)?compose(?:[._-][\w-]+)*\.ya?ml$|^devcontainer\.json$|^\.verdaccio-db\.json$/
const DEPLOYMENT_FOLDER =
  /^(?:k8s|kubernetes|helm|charts?|deploy|deployment|deployments|infra|infrastructure|terraform|ansible|secrets?|credentials|environments?|\.aws|\.vscode|\.idea|\.github|\.gitlab)$/

/** What a file of settings is for, by its name and folder; null where they do not say. */
export const settingsPurpose = rememberAnswers((path): SettingsPurpose | null => {
  const name = baseName(path)
  const stem = name.replace(/\.(?:bak|old|orig|save|swp|tmp|backup|copy)$|~$/, '')
  if (settingsSyntax(path) === null) return null
  if (ENVIRONMENT_NAME.test(stem)) return 'secrets'
  // Code and documents about credentials are called so too: there the whole name must say it.
  const isWritten = settingsSyntax(path) === 'code' || settingsSyntax(path) === 'prose'
  if ((isWritten ? SECRETS_CODE_NAME : SECRETS_NAME).test(stem)) return 'secrets'
  if (DEVELOPMENT_NAME.test(stem)) return RUNNING.test(stem) ? 'deployment' : 'development'
  if (DEPLOYMENT_NAME.test(stem)) return 'deployment'
  const kind = settingsSyntax(path)
  const isSettings = kind === 'data' || kind === 'script'
  return isSettings && listFolders(path).some((folder) => DEPLOYMENT_FOLDER.test(folder))
    ? 'deployment'
    : null
})
