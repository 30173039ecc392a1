import type { SettingsSyntax } from '../../knowledge/settings-file.ts'
import type { CompanyCredential } from './known-by-company.ts'
import { isGenerated, isMixed } from './setting-values.ts'

/** What documents say that describe something which runs, or that a tool wrote down about it. */
const MARKS: readonly RegExp[] = [
  // CloudFormation and SAM, tasks of ECS, functions of Lambda, containers as Docker describes them, Kubernetes.
  /AWSTemplateFormatVersion|AWS::Serverless|"containerDefinitions"|"FunctionArn"|"ParameterKey"|^[ \t]*OptionSettings:/m,
  /"(?:HostConfig|NetworkSettings|AttachStdin)"\s{0,4}:|"Hostname"[\s\S]{0,2000}"Env"\s{0,4}:/,
  /^apiVersion:[ \t]*\S[\s\S]{0,2000}^kind:[ \t]*\S|"apiVersion"\s{0,4}:/m,
  // Variables of clients for APIs.
  /"(?:variables|values|environment|env|data)"\s{0,4}:\s{0,4}\[\s{0,40}\{[^{}]{0,200}"(?:key|name)"\s{0,4}:[^{}]{0,200}"value"/,
  // Services of macOS.
  /<key>EnvironmentVariables<\/key>/,
  // Outputs of Terraform, realms of Keycloak.
  /"sensitive"\s{0,4}:\s{0,4}true|"realm"\s{0,4}:[\s\S]{0,4000}"clients"\s{0,4}:/,
  // Answers for the installers of Windows, Debian, Fedora, and for cloud-init.
  /urn:schemas-microsoft-com:unattend|^d-i [\w-]+\/|^#cloud-config|^(?:rootpw|%packages|autopart)\b/m,
  // Accounts of clouds; nobody's is 123456789012 or one digit again and again.
  /arn:aws[\w-]{0,10}:[\w-]{1,30}:[\w-]{0,20}:(?!123456789012|(\d)\1{11})\d{12}:/,
]

/** Members that programs write: when it was made, when it ends, which process, which device. */
const WRITTEN =
  /["']?(?:created?|updated|modified|expires|issued|expiry|last_?used|last_?login|savedate|timestamp)(?:[ _]?(?:at|on|in|time|date|ms))?["']?[ \t]{0,4}[:=][ \t]{0,4}["']?(?:\d{10}|\d{4}-\d\d-\d\d[T ]\d\d:\d\d)|["'](?:pid|device_?id|session_?id|installation_?id|machine_?id|user_?id|account_?id|tenant_?id|client_?id)["'][ \t]{0,4}:[ \t]{0,4}["']?(?!test|demo|example|your|my|0+["',}\s]|1["',}\s])[\w-]{2,}/i

/**
 * Whether a document of data says that it is about something which runs, and so that what it calls a password is one:
 * it describes a deployment, or was written by a program and not by a person who explains.
 */
function isLiveRecord(text: string): boolean {
  return WRITTEN.test(text) || MARKS.some((mark) => mark.test(text))
}

/** Keys of this name are for browsers as often as for servers. */
const CLIENT_KEY = /api[._-]?key$/i

/** Of examples there is one: several credentials in one file of data, each of its own, are somebody's. */
const FEWEST_OF_SOMEBODY = 2

/** Whether credentials in a file are of something that runs: they say so themselves, or what stands beside them does. */
export function isAboutSomethingLive(
  found: readonly CompanyCredential[],
  text: string,
  syntax: SettingsSyntax,
): boolean {
  if (found.length === 0 || (syntax !== 'data' && syntax !== 'script')) return false
  if (syntax === 'script')
    return (
      new Set(found.filter(({ value }) => isGenerated(value)).map(({ value }) => value)).size >=
      FEWEST_OF_SOMEBODY
    )
  if (/"?\$schema"?\s{0,4}:/.test(text.slice(0, 400))) return false
  const strong = found.filter(({ value }) => isGenerated(value) || isMixed(value))
  if (strong.some(({ hasUser, role }) => hasUser && role === 'password')) return true
  if (strong.some(({ role, name, value }) => role !== 'key' && isGenerated(value) && !CLIENT_KEY.test(name)))
    return true
  return new Set(strong.map(({ value }) => value)).size >= FEWEST_OF_SOMEBODY || isLiveRecord(text)
}
