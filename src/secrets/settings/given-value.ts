import { isJoinedWords, measureStrength } from './setting-values.ts'

/** What must follow a name in code before its company is looked at: a literal of some length. */
const GIVEN =
  /^[\w$.@-]{0,60}\\{0,3}["'`]?\]?[ \t]{0,8}(?:\??:[ \t]{0,4}(?:&(?:'\w{1,20}[ \t])?)?[A-Za-z_][\w.<>|]{0,40}[ \t]{1,4})?(?:=>|:=|={1,3}|:|\|\||\?\?|,|\(|[ \t]\.?(?=[ \t]{0,8}"))[ \t\r\n]{0,40}(?:(?:process\.env|import\.meta\.env|os\.environ|os\.getenv|getenv|env)[\w.([\]"')]{1,60}[ \t]{0,4}(?:\|\||\?\?|,)[ \t]{0,4})?(?:\\{0,3}["'`]([^"'`\r\n\\]{4,200})|([^\s"'`;{}()&=]{4,200})[;\s"'`&])/i
/** A name in quotes that is the first of two: of a list, of arguments, or the value of a member. */
const FIRST_OF_TWO = /^[\w$.@-]{0,60}["'`]?\s{0,4},/
/** The second of two, which no colon makes a name. */
const SECOND_OF_TWO = /^[\w$.@-]{0,60}["'`]?\s{0,4},\s{0,20}["'`]([^"'`\r\n]{4,200})["'`](?!\s{0,4}:)/
/** A value without quotes may go on. */
const BEHIND_VALUE = /[,<>[\]|*\\].*$|[.:!?]+$/
/** Keywords of what a person picks: only for these are letters alone a value. */
const OF_PASSWORDS = /pass|pwd|credential/

/**
 * Whether a literal follows that may be a credential, or the name of something whose value stands beside it. Nearly
 * every name in code is let go here.
 */
export function judgeGivenValue(keyword: string, behind: string): 'a value' | 'a name' | 'nothing' {
  const given = GIVEN.exec(behind)
  if (given === null) return 'nothing'
  const [, literal, unquoted = ''] = given
  const isPassword = OF_PASSWORDS.test(keyword)
  const isValue = (value: string) => mayBeValue(value, isPassword)
  if (literal === undefined) {
    if (isValue(unquoted) || isValue(unquoted.replace(BEHIND_VALUE, ''))) return 'a value'
  } else if (literal.includes('=') || isValue(literal)) return 'a value'
  if (!FIRST_OF_TWO.test(behind)) return 'nothing'
  const second = SECOND_OF_TWO.exec(behind)?.[1]
  return second !== undefined && (second.includes('\\') || isValue(second)) ? 'a value' : 'a name'
}

function mayBeValue(value: string, isPassword: boolean): boolean {
  const strength = measureStrength(value)
  if (strength === 'plain') return isPassword
  return strength !== null || (isPassword && isJoinedWords(value))
}

/** A member that holds the value of a name beside it. */
const VALUE_BESIDE =
  /(?:value|val|(?<!\w)v|default|text|initial|current|content)(?:["'`]\]?\s{0,4},|["'`\]\\]{0,4}\s{0,20}(?:[=:>]|\|\||\?\?))/i

/** Whether a member for values stands in a text; without one a name that is no more than listed has none. */
export function hasValueBeside(text: string): boolean {
  return VALUE_BESIDE.test(text)
}
