import { removeComments } from './config-text.ts'
import { describeLineChange } from './line-change.ts'
import type { MapSetting } from './map-making.ts'

/** webpack's and rspack's plugins that write maps, whatever `devtool` says. */
const PLUGIN = /\bnew\s+(?:[\w$]+\.)*(Eval)?SourceMapDevToolPlugin\s*\(/g

/** The step of a pipeline that writes the maps of gulp-sourcemaps: beside the code where it names a folder, else into it. */
const STEP = /(?<!\s)\s*\.pipe\s*\(\s*(?:[\w$]+\.)?(?:source)?maps?\.write\s*\(/gi

/** What a program's configuration writes maps with: plugins, which an edit takes out of their list, and steps. */
export function findMapPlugins(path: string, text: string, tool: string): MapSetting[] {
  return [...findPluginsOfWebpack(path, text, tool), ...findStepsOfGulp(path, text, tool)]
}

function findStepsOfGulp(path: string, text: string, tool: string): MapSetting[] {
  if (tool !== 'gulp') return []
  const code = removeComments(text)
  return [...code.matchAll(STEP)].map((match): MapSetting => {
    const [step] = match
    const open = match.index + step.length
    const options = code.slice(open, findClosingBracket(code, open - 1))
    const end = findClosingBracket(code, match.index + step.indexOf('(')) + 1
    return {
      path,
      line: code.slice(0, open).split('\n').length,
      text: step.trim().replace(/^\.pipe\s*\(\s*|\s*\($/g, ''),
      forms: [/^\s*["'`]/.test(options) ? 'file' : 'inline'],
      hasTexts: !/\bincludeContent["']?\s*:\s*false/.test(options),
      tool,
      change: describeLineChange(path, text, text.slice(0, match.index) + text.slice(end)),
    }
  })
}

function findPluginsOfWebpack(path: string, text: string, tool: string): MapSetting[] {
  if (!text.includes('SourceMapDevToolPlugin')) return []
  const code = removeComments(text)
  return [...code.matchAll(PLUGIN)].flatMap((match): MapSetting[] => {
    const [call, evaluated] = match
    const end = findClosingBracket(code, match.index + call.length - 1)
    const options = code.slice(match.index + call.length, end)
    const isFile = /(?<![\w$])["']?filename["']?\s*:\s*(?!false|null|undefined)/.test(options)
    return [
      {
        path,
        line: code.slice(0, match.index).split('\n').length,
        text: `${call.replace(/\s*\($/, '')}(…)`,
        forms: evaluated !== undefined ? ['eval', 'inline'] : isFile ? ['file'] : ['inline'],
        hasTexts: !/\bnoSources\b["']?\s*:\s*true/.test(options),
        tool,
        change: removeElement(path, text, code, match.index, end + 1),
      },
    ]
  })
}

/** The index of the bracket that closes the one at an index, strings apart; the end where none does. */
function findClosingBracket(code: string, open: number): number {
  let depth = 0
  for (const { 0: token, index } of code.slice(open).matchAll(/"[^"\n]*"|'[^'\n]*'|`[^`]*`|[()]/g)) {
    if (token === '(') depth += 1
    else if (token === ')') depth -= 1
    if (depth === 0) return open + index
  }
  return code.length
}

/** The edit that takes an element out of a list, with its comma and the lines that it had for itself. */
function removeElement(
  path: string,
  text: string,
  code: string,
  start: number,
  end: number,
): MapSetting['change'] {
  const before = /[[,]\s*$/.exec(code.slice(0, start))
  const behind = /^\s*(,|\])/.exec(code.slice(end))
  if (before === null || behind === null) return null
  let from = start
  let to = behind[1] === ',' ? end + behind[0].length : end
  const lead = /\n[ \t]*$/.exec(code.slice(0, from))
  // The comma before goes with the last element, and a line that holds nothing else.
  if (lead !== null && /^[ \t]*(?:\n|$)/.test(code.slice(to))) from = lead.index
  else if (behind[1] === ']' && before[0].startsWith(',')) from = before.index
  else to += /^[ \t]*/.exec(code.slice(to))?.[0].length ?? 0
  return describeLineChange(path, text, text.slice(0, from) + text.slice(to))
}
