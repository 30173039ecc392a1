import type { Language } from './language.ts'

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

/** Languages that are run as they are written, or nearly so. */
export const SCRIPT_LANGUAGES: readonly Language[] = [
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
    hasGaps: true,
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
    name: 'Elixir',
    begins: /^defmodule [\w.]+ do\s*$/m,
    body: [
      /^\s+defp? \w+/m,
      /^\s+(?:use|alias|import|require) [A-Z]/m,
      /\|>|^\s+end\s*$/m,
      /^\s+@\w+ |\{:(?:ok|error)\b|\bfn\b[^\n]*->|%\{\w+:/m,
    ],
    enough: 3,
  },
  {
    name: 'CoffeeScript',
    begins: /^\w[\w.]* = (?:\([^)\n]*\) ?)?[-=]>\s*$|^class \w+(?: extends [\w.]+)?\s*$|^\w+ = require ['"]/m,
    body: [
      /[-=]>\s*$/m,
      /^\s+\w+: (?:\([^)\n]*\) ?)?[-=]>/m,
      /\bunless\b|\bthen\b|\bisnt\b|^\s*for \w+ (?:in|of) [\w@.]+\s*$/m,
      /@\w+|#\{\w/,
      /\bnew \w+ ['"\w]|^\s*(?:throw|return) /m,
    ],
    enough: 4,
  },
  {
    name: 'Clojure',
    begins: /^\(ns [\w.-]+/m,
    body: [/^\(defn-? /m, /\(:require\b/, /\(let \[/, /^\(def[a-z]* /m, /\(fn \[|#\(|->>? /],
    enough: 2,
  },
  {
    name: 'Perl',
    begins: /^package [\w:]+;\s*$|^use (?:strict|warnings|v5\.\d+);/m,
    body: [/^\s*sub \w+ \{?/m, /\bmy [$@%]\w+/, /^\s*use [\w:]+/m, /\$\w+->[{[\w]|\bshift;|\bbless\b/],
    enough: 3,
  },
  {
    name: 'Erlang',
    begins: /^-module\(\w+\)\./m,
    body: [/^-export\(\[/m, /^\w+\([^\n]*\) ->/m, /^\s+\w+[^\n]* ->\s*$|\bcase\b.*\bof\b/m, /\.\s*$/m],
    enough: 3,
  },
  {
    name: 'R',
    begins: /^(?:library|require|source)\(\w+\)|^#' @/m,
    body: [/^\s*[\w.]+ <- function\(/m, /\w <- \w/, /%>%|\|>|\bdata\.frame\(/, /\bc\(|\bis\.null\(|\bstop\(/],
    enough: 3,
  },
  {
    name: 'Julia',
    begins: /^(?:module [A-Z]\w*|using [A-Z][\w., ]*)\s*$/m,
    body: [/^\s*function [\w!.]+\(/m, /^\s*end\s*$/m, /^\s*(?:mutable )?struct \w+/m, /::[A-Z]\w+/],
    enough: 3,
  },
]
