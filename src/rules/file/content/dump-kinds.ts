import { baseName, extension, isCodeFile } from '../../../knowledge/path-words.ts'

/** What a file is that a tool wrote while it watched a program. */
export interface Dump {
  readonly message: 'dump' | 'log' | 'coverage' | 'history' | 'report'
  /** A noun phrase with a capital letter. */
  readonly kind: string
}

const BINARY: readonly (readonly [kind: string, magic: string])[] = [
  ['A Windows crash dump', '4d444d50'],
  ['A Windows crash dump', '5041474544554d50'],
  ['A Windows crash dump', '5041474544553634'],
  ['A Java heap dump', '4a4156412050524f46494c4520312e30'],
  ['A network capture', 'a1b2c3d4'],
  ['A network capture', 'd4c3b2a1'],
  ['A network capture', '4d3cb2a1'],
  ['A network capture', '0a0d0d0a'],
  ['A performance recording', '5045524646494c45'],
  ['A performance recording', '50455246494c4532'],
  ['A journal of systemd', '4c504b5348485248'],
  ['A log of Windows', '456c6646696c6500'],
  ['A recording of a Java program', '464c5200'],
  ['A trace of a .NET program', '4e65747472616365'],
  ['A profile of a program', '676d6f6e'],
  ['A cache of webpack, with its modules', '77706301'],
]
/** The same of tools that count what a test run reached: GCC, LLVM, JaCoCo. */
const COVERAGE: readonly (readonly [kind: string, magic: string])[] = [
  ['Coverage data of GCC', '61646367'],
  ['Coverage data of GCC', '6f6e6367'],
  ['Coverage data of LLVM', 'ff6c70726f66'],
  ['Coverage data of LLVM', '8172666f72706cff'],
  ['Coverage data of JaCoCo', '01c0c010'],
]

const MACH_CORE = 4
const ELF_CORE = 4

/** Core dumps: ELF `e_type` ET_CORE (elf(5)), Mach-O `filetype` MH_CORE (mach-o/loader.h). */
function isCoreDump(bytes: Buffer): boolean {
  if (bytes.length < 32) return false
  const magic = bytes.readUInt32BE(0)
  if (magic === 0x7f454c46)
    return (bytes[5] === 2 ? bytes.readUInt16BE(16) : bytes.readUInt16LE(16)) === ELF_CORE
  if (magic === 0xfeedface || magic === 0xfeedfacf) return bytes.readUInt32BE(12) === MACH_CORE
  return (magic === 0xcefaedfe || magic === 0xcffaedfe) && bytes.readUInt32LE(12) === MACH_CORE
}

/** JSON that tools write, by what it begins with; every pattern looks at the first kilobytes only. */
const DOCUMENTS: readonly (readonly [message: Dump['message'], kind: string, begins: RegExp])[] = [
  ['dump', 'A heap snapshot', /^\{\s*"snapshot"\s*:\s*\{\s*"meta"\s*:\s*\{\s*"node_fields"/],
  ['dump', 'A heap profile', /^\{\s*"head"\s*:\s*\{\s*"callFrame"/],
  ['dump', 'A CPU profile', /^\{\s*"nodes"\s*:\s*\[\s*\{\s*"id"\s*:\s*\d+\s*,\s*"callFrame"/],
  ['dump', 'A trace of a browser or a program', /^\{\s*(?:"metadata"[^[]{0,400})?"traceEvents"\s*:\s*\[/],
  [
    'dump',
    'A recording of network traffic (HAR)',
    /^\{\s*"log"\s*:\s*\{[\s\S]{0,300}?"(?:creator|entries|pages)"\s*:\s*[[{]/,
  ],
  [
    'dump',
    'A log of the network of Chrome',
    /^\{\s*"constants"\s*:\s*\{[\s\S]{0,15000}"(?:logEventTypes|clientInfo|timeTickOffset|logSourceType)"\s*:/,
  ],
  [
    'dump',
    'A diagnostic report of Node.js, with its environment',
    /^\{\s*"header"\s*:\s*\{\s*"(?:reportVersion|event)"/,
  ],
  [
    'coverage',
    'Coverage data of Istanbul',
    /^\{\s*"(?:[^"\\]|\\.){1,400}"\s*:\s*\{\s*(?:"path"\s*:\s*"[^"]{1,400}"\s*,\s*)?"(?:statementMap|fnMap|branchMap|[sbf]"\s*:\s*\{[\s\S]{0,14000}"(?:statementMap|fnMap))"/,
  ],
  ['coverage', 'Coverage data of V8', /^\{\s*"result"\s*:\s*\[\s*\{\s*"scriptId"/],
  [
    'coverage',
    'Coverage data in LCOV form',
    /^(?:TN:[^\n]{0,200}\n)?SF:[^\n]{1,1000}\n(?:FN|DA|BRDA|FNF|LF|FNDA|BRF|VER)/,
  ],
  [
    'coverage',
    'A coverage report',
    /^(?:<\?xml[^>]{0,100}\?>\s*)?(?:<!DOCTYPE coverage[^>]{0,200}>\s*)?<coverage [^>]{0,600}(?:generated|lines-valid|line-rate)=/,
  ],
  [
    'coverage',
    'Coverage data of Go',
    /^mode: (?:set|count|atomic)\n\S{1,400}\.go:\d+\.\d+,\d+\.\d+ \d+ \d+\n/,
  ],
  ['coverage', 'Coverage data of gcov, with the source', /^-:\s{1,8}0:Source:/],
  [
    'coverage',
    'Coverage data of SimpleCov',
    /^\{\s*"[^"]{1,80}"\s*:\s*\{\s*"coverage"\s*:\s*\{\s*"[^"]{1,400}\.rb"\s*:/,
  ],
  [
    'dump',
    'A trace of the TypeScript compiler',
    /^\[\s*\{\s*"(?:id"\s*:\s*1\s*,\s*"(?:intrinsicName|recursionId)"|name"\s*:\s*"process_name"\s*,\s*"args"\s*:\s*\{\s*"name"\s*:\s*"tsc")/,
  ],
  ['log', 'A log of npm', /^0 (?:info it worked if it ends with ok|verbose cli )/],
  ['log', 'A log of a failed yarn run, with the environment', /^Arguments: ?\n[\s\S]{0,600}\nPATH: ?\n/],
  ['log', 'A log of a job of GitLab', /^(?:\x1b\[0K)?Running with gitlab-runner \d/],
  [
    'log',
    'A scan of a network',
    /^(?:<\?xml[^>]{0,100}\?>\s*)?(?:<!DOCTYPE nmaprun>\s*)?(?:<\?[^>]{0,300}\?>\s*|<!--[^>]{0,600}-->\s*)*<(?:nmaprun|NessusClientData|OWASPZAPReport|niktoscan)/,
  ],
  [
    'log',
    'Facts about a machine (Ansible)',
    /^\{\s*"(?:ansible_facts"\s*:\s*\{\s*")?ansible_(?:hostname|fqdn|all_ipv4|nodename|env|default_ipv4|date_time|distribution)/,
  ],
  [
    'log',
    'A log of what was done in a cloud',
    /^\{\s*"Records"\s*:\s*\[\s*\{[\s\S]{0,400}"userIdentity"[\s\S]{0,400}"arn:aws[\w-]*:(?:iam|sts)::(?!123456789012|111122223333|(\d)\1{11})\d{12}|^\[?\s*\{[\s\S]{0,400}"protoPayload"\s*:\s*\{[\s\S]{0,400}"principalEmail"/,
  ],
  ['dump', 'A log of V8', /^v8-version,\d/],
  [
    'dump',
    'A profile of a program (Callgrind)',
    /^(?:# callgrind format\n)?(?:version: \d+\n)?creator: [^\n]{1,200}\n(?:[a-z]+: [^\n]{0,400}\n){0,6}(?:cmd|events|positions): /,
  ],
  [
    'dump',
    'A report of a crash',
    /^(?:#\r?\n# A fatal error has been detected by the Java Runtime|Incident Identifier: |Process: {5,}\S[^\n]{0,200}\nPath:|\{"(?:app_name|bug_type)":[^\n]{0,400}"(?:bug_type|os_version)":|Fatal Python error: )/,
  ],
  ['dump', 'A log of an Android device', /^-{9} beginning of (?:main|system|crash|events|radio)/],
  [
    'dump',
    'A log of the calls that a program made to the system (strace)',
    /^(?:(?:\[pid +\d+\] |\d+ +)?(?:[\d:.]+ )?(?:execve|brk|openat|access|mmap|read|close)\([^\n]{0,400}\) = [^\n]{1,200}\n){4}/,
  ],
  [
    'log',
    'A log of Windows Server (IIS)',
    /^#Software: Microsoft[^\n]{0,200}\n(?:#[^\n]{0,400}\n){0,4}#Fields: /,
  ],
]

/** The same for what is of less harm: names of pages, machines and tests. */
const REPORTS: readonly (readonly [message: Dump['message'], kind: string, begins: RegExp])[] = [
  [
    'report',
    'Traces of OpenTelemetry',
    /^\{\s*"resource(?:Spans|Logs|Metrics)"\s*:\s*\[\s*\{\s*"resource"\s*:\s*\{\s*"attributes"\s*:\s*\[\s*\{/,
  ],
  [
    'report',
    'A report of Lighthouse',
    /^(?:\{\s*"lighthouseVersion"\s*:|<!doctype html>[\s\S]{0,12000}__LIGHTHOUSE_JSON__ ?= ?\{)/i,
  ],
  [
    'report',
    'A report of a scanner for weaknesses',
    /^(?:\{\s*"SchemaVersion"\s*:\s*\d,[\s\S]{0,400}"ArtifactName"|\{\s*"auditReportVersion"\s*:)/,
  ],
  [
    'report',
    'Bookmarks of a browser',
    /^(?:<!DOCTYPE NETSCAPE-Bookmark-file-1>|\{\s*"checksum"[\s\S]{0,200}"roots"\s*:\s*\{\s*"bookmark_bar")/i,
  ],
  [
    'report',
    'A report of a run of tests',
    /^<!doctype html>[\s\S]{0,4000}<title>[^<{%$]{0,60}(?:test (?:report|results?|summary)|mochawesome|cucumber)[^<{%$]{0,40}<\/title>/i,
  ],
]

const HISTORY_NAMES =
  /^(?:\.(?:bash|zsh|sh|fish|python|node_repl|psql|mysql|sqlite|rediscli|mongo|irb|ts_node_repl)_history|\.(?:viminfo|lesshst|wget-hsts|dbshell)|\.aider\.input\.history|fish_history|consolehost_history\.txt)$/
const LOG_LINE =
  /^(?:\S{3,60} \S{1,60} \S{1,60} \[\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] "|<\d{1,3}>\d? ?(?:\d{4}-|\w{3} )|\{"log":"|\{"__(?:CURSOR|REALTIME)|\[\d\d-\w{3}-\d{4} \d\d:\d\d|\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} |[IWEF]\d{4} \d\d:\d\d:\d\d|\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d|\[?\d\d:\d\d:\d\d[\].,\s]|\w{3} [ \d]\d \d\d:\d\d:\d\d |\d+ (?:verbose|silly|info|http|timing|warn|error) |\{"(?:level|time|timestamp|ts|severity)":|[^\t\n]{1,80}\t[^\t\n]{1,120}\t\ufeff?\d{4}-\d\d-\d\dT)/
const FEWEST_LOG_LINES = 8

function looksLikeLog(text: string): boolean {
  const lines = text.split('\n', 60).filter((line) => line.trim() !== '')
  const stamped = lines.filter((line) => LOG_LINE.test(line)).length
  return stamped >= FEWEST_LOG_LINES && stamped * 2 >= lines.length
}

function isLog(path: string, bytes: Buffer): boolean {
  if (bytes.length === 0) return false
  const hasName = /\.log(?:\.\d+)?$/.test(baseName(path))
  if (hasName) return true
  const sort = extension(path)
  return !isCodeFile(path) && sort !== 'csv' && sort !== 'tsv' && looksLikeLog(readHead(bytes))
}

const MAGIC_BYTES = new Set([...BINARY, ...COVERAGE].map(([, hex]) => Number.parseInt(hex.slice(0, 2), 16)))
/** What the first characters of the documents are; before blanks and marks in UTF-8 all may come. */
const DOCUMENT_BYTES = new Set(Buffer.from('{TS<0Avc#IPF-[emR123456789'))

/** Whether the first byte behind blanks may begin one of the documents: code is let go here, before it is decoded. */
function mayBeDocument(bytes: Buffer): boolean {
  let at = 0
  while (at < bytes.length && (bytes[at] as number) <= 32) at += 1
  const first = bytes[at] ?? 0
  return (
    first >= 0x80 ||
    (DOCUMENT_BYTES.has(first) &&
      (first !== 0x76 || bytes[at + 1] === 0x38 || bytes[at + 1] === 0x65) &&
      (first !== 0x63 || bytes[at + 1] === 0x72))
  )
}

function readHead(bytes: Buffer): string {
  return bytes
    .toString('utf8', 0, 16_384)
    .replace(/^\uFEFF/, '')
    .trimStart()
}

/** What kind of dump, log or record a file is; null for any other. Looks at its beginning only. */
export function recogniseDumpKind(path: string, bytes: Buffer): Dump | null {
  if (isCoreDump(bytes)) return { message: 'dump', kind: 'A core dump' }
  if (MAGIC_BYTES.has(bytes[0] ?? -1)) {
    const magic = bytes.toString('hex', 0, 16)
    const binary = BINARY.find(([, begins]) => magic.startsWith(begins))
    if (binary !== undefined && bytes.length > 64) return { message: 'dump', kind: binary[0] }
    const coverage = COVERAGE.find(([, begins]) => magic.startsWith(begins))
    if (coverage !== undefined) return { message: 'coverage', kind: coverage[0] }
  }
  if (mayBeDocument(bytes)) {
    const head = readHead(bytes)
    const document = [...DOCUMENTS, ...REPORTS].find(([, , begins]) => begins.test(head))
    if (document !== undefined) return { message: document[0], kind: document[1] }
  }
  if (HISTORY_NAMES.test(baseName(path)) && bytes.length > 0)
    return { message: 'history', kind: 'A history of typed commands' }
  return isLog(path, bytes) ? { message: 'log', kind: 'A log' } : null
}
