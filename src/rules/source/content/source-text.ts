/** Line ends that make a string a text. */
const LINES = 5
const CODE =
  /\b(?:import|export|function|const|class|interface|return|def|fn|func|package|public|namespace|using|struct|val|var|let)\b/

/** Whether a text is code as a person writes it. */
export function isSource(text: string): boolean {
  return text.split('\n', LINES + 1).length > LINES && CODE.test(text)
}

/** Code that is a module of a larger whole: it imports from beside itself, or exports what has types. */
export function isModuleSource(text: string): boolean {
  const lines = text.split('\n')
  if (lines.length <= LINES + 2) return false
  return lines.some((line) =>
    /^\s*(?:import\b[^'"]*\bfrom\s*['"]\.{0,2}[\w@/]|export\s+(?:default|const|async|function|class|interface|type|enum)\b|from\s+\.[\w.]*\s+import|package\s+[\w.]+;?$|#include\s+["<]|namespace\s+[\w\\:]+\s*[{;]|defmodule\s|use\s+(?:crate|super)::)/.test(
      line,
    ),
  )
}
