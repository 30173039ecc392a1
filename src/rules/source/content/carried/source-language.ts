/** A language, by what stands in a file of it: one of `begins`, and several of `body`. */
interface Language {
  readonly name: string
  /** What a file of a larger whole has at its head, or once. */
  readonly begins: RegExp
  readonly body: readonly RegExp[]
  /** How many of `body` a text must have. */
  readonly enough: number
  /** What a text has that is meant to be run or shown from a string. */
  readonly never?: RegExp
  /** Whether programs hand such texts to something else that runs them, so that in code it is no leak. */
  readonly isHandedOn?: true
}

/** What a text is written in. */
export type SourceLanguage = Pick<Language, 'name' | 'isHandedOn'>

/** Lines with something on them, of which a whole file has more. */
const FEWEST_LINES = 7
/** Characters that are looked at. */
export const LARGEST_UNIT = 64 * 1024

const TYPES = [
  /^\s*import type\b[^\n]*\bfrom ['"]/m,
  /^\s*(?:export )?(?:declare )?interface \w+(?:<[^>\n]*>)?(?: extends [^\n{]+)? ?\{/m,
  /^\s*(?:export )?type \w+(?:<[^>\n]*>)? = /m,
  /^\s*(?:export )?(?:const )?enum \w+ \{/m,
  /\b\w+\??: (?:string|number|boolean|unknown|void|any|Promise<|Record<|readonly |[A-Z]\w+[,)=;[])/,
  /\)\s*: (?:[A-Z]\w*|string|number|boolean|void|Promise)[\w<>[\], |]* (?:\{|=>)/,
  /^\s*(?:private|public|protected|readonly|static) (?:readonly |async )?\w+\b[^\n]*[:;(]/m,
  /^\s*(?:export )?(?:abstract )?class \w+[^\n]*\bimplements\b/m,
  /\bas (?:const|unknown|any|string|[A-Z]\w+)\b|\buse(?:State|Ref|Context)<\w/,
]
const STATEMENTS = [
  /^export (?:default |async )?(?:const|function|class|let|\w+;?$)|^module\.exports\b/m,
  /^\s*(?:const|let) [\w{[][^\n]*= /m,
  /^\s*(?:async )?function\*? \w+\(|^\s+(?:async |static |get |set )?#?\w+\([^\n]*\) \{$|=> (?:\{|\()/m,
  /^\s*(?:return|throw|await)\b/m,
  /^\s*(?:if|for|while|switch|try) ?[({]/m,
]
/** Names from beside the module, in a package's own way: nothing that can be run by itself. */
const BESIDE =
  /^\s*(?:import\b[^\n'"]*|export\b[^\n'"]*\bfrom |\} from |(?:const|var|let) [^\n=]{1,80}= require\()\s*['"](?:\.{1,2}\/|[@~#]\/)[^'"\n]+['"]/m

const LANGUAGES: readonly Language[] = [
  { name: 'TypeScript', begins: BESIDE, body: TYPES, enough: 2 },
  {
    name: 'TypeScript',
    begins: /^(?:import\b[^\n]*['"][^'"\n]+['"]|export\b)/m,
    body: TYPES,
    enough: 3,
  },
  {
    name: 'a component',
    begins: /^<script(?: [\w="' ]+)?>\s*$[\s\S]*^\s*<\/script>/m,
    body: [
      /^\s*import\b[^\n]*\bfrom ['"]/m,
      /^<template(?: [\w="' ]+)?>|\{#(?:if|each|await)\b|^<style[^>\n]*>|\{@render\b/m,
      /\bdefineProps|\bref\(|\bexport default \{|\$state\(|\bexport let \w|\bdefineComponent|^\s*(?:const|let|function|async) /m,
    ],
    enough: 3,
  },
  {
    name: 'a component',
    begins: BESIDE,
    body: [
      /<\/?[A-Z][\w.]*[\s>]|<\/\w+>/,
      /^\s*return \(?\s*$|return <|=> \($/m,
      /^\s*<\w+|className=|\{\w+\.map\(/m,
    ],
    enough: 3,
  },
  { name: 'JavaScript', begins: BESIDE, body: STATEMENTS, enough: 4 },
  {
    name: 'Python',
    begins: /^(?:from [.\w]+ import [\w(*]|import \w+)/m,
    body: [
      /^\s*(?:async )?def \w+\(.*\).*:\s*$/m,
      /^class \w+.*:\s*$/m,
      /^\s+(?:if|for|while|with|elif|except)\b.*:\s*$/m,
      /^\s+return\b/m,
      /\bself\.\w|^@\w+/m,
      /^\s+(?:"""|'''|#)/m,
    ],
    enough: 4,
    never: /\bimport (?:micropip|pyodide|js)\b|\bfrom (?:pyodide|js) import\b/,
  },
  {
    name: 'Rust',
    begins: /^(?:use (?:crate|super|self|std|\w+)::|mod \w+;|#!?\[\w+)/m,
    body: [
      /^\s*(?:pub(?:\(crate\))? )?(?:async )?fn \w+(?:<[^\n]*>)?\(/m,
      /\blet (?:mut )?\w+|&mut |&self/,
      /^\s*(?:impl|pub (?:struct|enum|trait))\b/m,
      /\bmatch .* \{$|=> .*,$|\?;$|\bOk\(|\bSome\(/m,
      /\) -> [\w<>&:, ()]+ \{$/m,
    ],
    enough: 4,
  },
  {
    name: 'Go',
    begins: /^package \w+\s*$/m,
    body: [
      /^func (?:\(\w+ \*?\w+\) )?\w+\(/m,
      /^import (?:\(|")/m,
      / := |\berr != nil\b/,
      /^type \w+ (?:struct|interface|func|\w+)/m,
      /^\t+(?:return|if|for)\b/m,
    ],
    enough: 3,
  },
  {
    name: 'Java',
    begins: /^package [\w.]+;\s*$/m,
    body: [
      /^import (?:static )?[\w.*]+;\s*$/m,
      /^\s*(?:public|protected|private|final|abstract)[\w\s<>,?]* (?:class|interface|enum|record) \w+/m,
      /^\s+(?:public|private|protected|static)\b[^\n]*[({;]\s*$/m,
      /^\s+(?:return|throw|if \(|for \()/m,
      /@\w+(?:\(|\s*$)/m,
    ],
    enough: 3,
  },
  {
    name: 'Kotlin',
    begins: /^package [\w.]+\s*$/m,
    body: [
      /^import [\w.*]+\s*$/m,
      /^\s*(?:[a-z]+ )*fun (?:<[^>\n]*> )?[\w.]+\(/m,
      /^\s*(?:private |internal |override |lateinit )*va[lr] \w+/m,
      /^\s*(?:data |sealed |open |abstract |internal )*(?:class|object|interface) \w+/m,
    ],
    enough: 3,
  },
  {
    name: 'C#',
    begins: /^(?:global )?using (?:static )?[\w.]+;\s*$|^namespace [\w.]+\s*[;{]?\s*$/m,
    body: [
      /^namespace [\w.]+/m,
      /^\s*(?:public|internal|private|protected)[\w\s<>]* (?:class|record|struct|interface|enum) \w+/m,
      /^\s+(?:public|private|internal|protected)\b[^\n]*[({;]\s*/m,
      /\{ get; (?:private |init|set)|\bvar \w+ = |\bforeach \(|\basync Task\b|\bthrow new\b/,
    ],
    enough: 3,
  },
  {
    name: 'Swift',
    begins: /^(?:@testable )?import [A-Z]\w+\s*$/m,
    body: [
      /^\s*(?:[a-z@]+ )*func \w+(?:<[^>\n]*>)?\(/m,
      /^\s*(?:[a-z]+ )*(?:class|struct|enum|extension|protocol|actor) \w+/m,
      /\bguard let\b|\bif let\b|\bguard \w/,
      /^\s*(?:private |public |static |@\w+ )*(?:let|var) \w+\s*[:=]/m,
      /\) (?:async )?(?:throws )?-> [\w?[\]<>]+ \{$/m,
    ],
    enough: 3,
  },
  {
    name: 'Ruby',
    begins: /^\s*require(?:_relative)? ['"]|^# frozen_string_literal/m,
    body: [
      /^\s*(?:module|class) [A-Z]\w*(?:::\w+)*(?: < [\w:]+)?\s*$/m,
      /^\s*def (?:self\.)?\w+[?!]?(?:\(.*\))?\s*$/m,
      /^\s+end\s*$[\s\S]*^\s*end\s*$/m,
      /^\s*@\w+ =|\bdo \|\w+|\battr_(?:reader|accessor)\b/m,
    ],
    enough: 3,
  },
  {
    name: 'PHP',
    begins: /<\?php\b|^namespace [\w\\]+;/m,
    body: [
      /^namespace [\w\\]+;/m,
      /^use [\w\\]+(?: as \w+)?;/m,
      /\bfunction \w+\([^\n]*\$\w+|\$this->\w+/,
      /^\s*(?:final |abstract )?(?:class|interface|trait) \w+/m,
      /^\s*\$\w+(?:->\w+)* = /m,
    ],
    enough: 3,
  },
  {
    name: 'C or C++',
    begins: /^#include ["<][\w/.]+[">]\s*$/m,
    body: [
      /^(?:static |inline |extern |const |unsigned )*[\w:*&<>]+[ *&]+[\w:~]+\([^\n;]*\)(?: const)?(?: noexcept)? ?\{?$/m,
      /^\s*(?:typedef |struct |class |enum |namespace |template ?<)/m,
      /->\w|::\w|\bsizeof\b|\bnullptr\b|\bNULL\b/,
      /^\s+(?:return|if \(|for \(|while \()/m,
    ],
    enough: 4,
    never: /\b(?:gl_Position|gl_FragColor|uniform|varying|precision (?:low|medium|high)p)\b/,
  },
  {
    name: 'Solidity',
    begins: /^pragma solidity\b/m,
    body: [
      /^\s*(?:abstract )?(?:contract|library|interface) \w+/m,
      /^\s+function \w+\([^\n]*/m,
      /\b(?:external|internal|payable|mapping\(|uint256|address)\b/,
    ],
    enough: 3,
    isHandedOn: true,
  },
  {
    name: 'Scala',
    begins: /^package [\w.]+\s*$/m,
    body: [
      /^import [\w.{}, _=>]+$/m,
      /^\s*(?:case |sealed |abstract |final )*(?:class|object|trait) \w+/m,
      /^\s*(?:override |private )*def \w+[^\n]*=/m,
    ],
    enough: 3,
  },
  {
    name: 'Dart',
    begins: /^import 'package:[^'\n]+';|^part of /m,
    body: [
      /^\s*(?:abstract )?class \w+/m,
      /\b(?:final|late|Widget|Future<|const) \w+/,
      /^\s+(?:@override|return\b)/m,
    ],
    enough: 3,
  },
  {
    name: 'Elixir',
    begins: /^defmodule [\w.]+ do\s*$/m,
    body: [/^\s+defp? \w+/m, /^\s+(?:use|alias|import|require) [A-Z]/m, /\|>|^\s+end\s*$/m],
    enough: 3,
  },
  {
    name: 'Elm',
    begins: /^(?:port )?module [\w.]+ exposing/m,
    body: [/^import [\w.]+/m, /^\w+ : /m, /^type (?:alias )?\w+/m],
    enough: 2,
  },
  {
    name: 'Haskell',
    begins: /^module [\w.]+(?:\s*\(|\s+where)/m,
    body: [/^import (?:qualified )?[\w.]+/m, /^\w+ :: /m, /^(?:data|newtype|type|instance|class) [A-Z]/m],
    enough: 2,
  },
  {
    name: 'Lua',
    begins: /^local \w+ = require\b|^return \w+\s*$/m,
    body: [
      /^(?:local )?function [\w.:]+\(/m,
      /^\s*(?:if .* then|for .* do)\s*$/m,
      /^\s+end\)?\s*$[\s\S]*^end\s*$/m,
      /^\s*local \w+ =/m,
    ],
    enough: 3,
    never: /\bKEYS\[|\bARGV\[|\bredis\.p?call\b/,
    isHandedOn: true,
  },
  {
    name: 'SQL',
    begins: /^\s*create (?:or (?:replace|alter) )?(?:function|procedure|trigger|package body)\b/im,
    body: [
      /^\s*(?:declare|begin)\b/im,
      /^\s*end\b[^\n]*;/im,
      /\b(?:returns?|language|as) (?:\w+|\$\w*\$)/i,
      /^\s*(?:insert into|update|delete from|select|if|for|while|loop|set)\b/im,
    ],
    enough: 4,
    isHandedOn: true,
  },
  {
    name: 'Protocol Buffers',
    begins: /^syntax = ["']proto[23]["'];/m,
    body: [
      /^\s*(?:message|enum|service) \w+ \{/m,
      /^\s+(?:repeated |optional )?[\w.]+ \w+ = \d+/m,
      /^package [\w.]+;/m,
    ],
    enough: 3,
    isHandedOn: true,
  },
  {
    name: 'Sass',
    begins: /^@(?:use|forward|import) ['"]\.{1,2}\//m,
    body: [/^\s*\$[\w-]+:/m, /^\s*@(?:mixin|include|extend|each|if|function)\b/m, /^\s+&[:_.-]/m],
    enough: 2,
    isHandedOn: true,
  },
]

/** Gaps that somebody or something fills before the code is run. */
const GAPS = /\{\{[#/>^]?\s?\w|<%[-=_#]?\s|\$\{(?!\w+\}?`)|__[A-Z_]{3,}__|%%\w+%%/

/** The language that a text is a whole file of, as somebody wrote it; null for a piece, a template and anything else. */
export function sourceLanguage(text: string): SourceLanguage | null {
  const head = text.slice(0, LARGEST_UNIT)
  if (!hasLines(head)) return null
  const signs = new SignsOf(head)
  return (
    LANGUAGES.find(
      ({ begins, body, enough, never }) =>
        signs.has(begins) && signs.count(body, enough) >= enough && never?.test(head) !== true,
    ) ?? null
  )
}

/** What stands in a text, looked for once though several languages have it, and no longer than it takes to know enough. */
class SignsOf {
  readonly #text: string
  readonly #known = new Map<RegExp, boolean>()

  constructor(text: string) {
    this.#text = text
  }

  has(sign: RegExp): boolean {
    const known = this.#known.get(sign) ?? sign.test(this.#text)
    this.#known.set(sign, known)
    return known
  }

  /** How many of these are there; fewer than that as soon as `enough` cannot be reached. */
  count(signs: readonly RegExp[], enough: number): number {
    let [met, left] = [0, signs.length]
    for (const sign of signs) {
      if (met >= enough || met + left < enough) break
      left -= 1
      if (this.has(sign)) met += 1
    }
    return met
  }
}

/** Whether gaps in a text are to be filled by a program. */
export function hasGaps(text: string): boolean {
  return GAPS.test(text.slice(0, LARGEST_UNIT))
}

function hasLines(text: string): boolean {
  let count = 0
  for (let at = 0; at < text.length && count <= FEWEST_LINES; ) {
    const end = text.indexOf('\n', at)
    const line = text.slice(at, end === -1 ? text.length : end)
    if (/\S/.test(line)) count += 1
    if (end === -1) break
    at = end + 1
  }
  return count > FEWEST_LINES
}
