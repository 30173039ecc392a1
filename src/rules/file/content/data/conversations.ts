import { isObject, type JsonObject } from '../../../../model/json-object.ts'
import type { DataKind } from './data-kind.ts'

const WHO =
  /^(?:user|user_?name|user_?id|from|from_?(?:id|name)|author|author_?name|sender|sender_?(?:id|name)|role|display_?name|participant|speaker|requester(?:_id)?|reporter|assignee|id_?members?|creator|id_?member_?creator)$/i
const WHAT =
  /^(?:text|content|contents|body|message|msg|parts|html|plain_?text|snippet|desc|description|comment)$/i
const WHEN =
  /^(?:ts|date|time|timestamp|created|created_?(?:at|time|on|date|date_?time)|create_?time|sent_?(?:at|on|date|time)|date_?unixtime|timestamp_?ms|published_?at|updated_?at|date_?last_?activity)$/i
/** A look at the text before it is parsed. */
const LIKELY = [
  /"(?:text|content|body|message|parts|desc|description)"\s{0,4}:/i,
  /"(?:ts|date|time|timestamp|timestamp_ms|created\w{0,10}|create_time|sent\w{0,6}|datelastactivity)"\s{0,4}:/i,
  /"(?:user|from|author|sender|role|sender_name|senderid|requester_id|reporter|idmembers)\w{0,6}"\s{0,4}:/i,
]
/** What is written for everybody has a title or an address of its own. */
const PUBLISHED = /^(?:title|slug|permalink|url|link|version)$/i
const FEWEST_MESSAGES = 4
const MOST_PARSED = 8 * 1024 ** 2
const MOST_OBJECTS = 5000
/** Several words: what people say to each other. */
const SENTENCE = /\p{L}{2,}[\s,.!?]+\p{L}{2,}/u

/** An export of what people said to each other, or to a program: who, what and when, again and again. */
export function recogniseConversation(bytes: Buffer): DataKind | null {
  if (bytes.length > MOST_PARSED) return null
  const head = bytes.toString('latin1', 0, 8192)
  if (!LIKELY.every((mark) => mark.test(head))) return null
  const json = parseJsonOrLines(bytes.toString('utf8'))
  if (json === null) return null
  return countMessages(json) >= FEWEST_MESSAGES
    ? { message: 'store', kind: 'An export of conversations', holds: '' }
    : null
}

function parseJsonOrLines(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    const lines = text.trim().split('\n', MOST_OBJECTS)
    try {
      return lines.map((line) => JSON.parse(line) as unknown)
    } catch {
      return null
    }
  }
}

function countMessages(json: unknown): number {
  const pending: unknown[] = [json]
  let messages = 0
  for (let seen = 0; pending.length > 0 && seen < MOST_OBJECTS; seen += 1) {
    const value = pending.pop()
    if (isObject(value) && isMessage(value)) messages += 1
    if (messages >= FEWEST_MESSAGES) return messages
    if (typeof value === 'object' && value !== null)
      for (const one of Object.values(value).slice(0, MOST_OBJECTS))
        if (typeof one === 'object' && one !== null) pending.push(one)
  }
  return messages
}

function isMessage(record: JsonObject): boolean {
  const names = Object.keys(record)
  if (names.some((name) => PUBLISHED.test(name))) return false
  const when = names.find((name) => WHEN.test(name))
  if (when === undefined || !isTime(record[when]) || !names.some((name) => WHO.test(name))) return false
  return names.some((name) => WHAT.test(name) && SENTENCE.test(readSaid(record[name])))
}

function isTime(value: unknown): boolean {
  return typeof value === 'number'
    ? value > 1e9
    : /^\d{9,}|^\d{4}-\d\d-\d\d|^\d{1,2}[./]\d/.test(String(value))
}

/** The words of a message, which some write in parts. */
function readSaid(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.slice(0, 4).map(readSaid).join(' ')
  return isObject(value) ? Object.values(value).slice(0, 4).map(readSaid).join(' ') : ''
}

/** What a page of a chat calls each of its messages, and the times beside them. */
const BUBBLE = /\bclass="[^"]{0,80}\b(?:message|msg|chatlog|chat-message|bubble|pam)[\w-]*/gi
const CLOCK = />\s{0,40}[^<>]{0,40}\b\d{1,2}:\d\d\b[^<>]{0,20}</g
/** Who says something stands in an element of its own. */
const SAYS =
  /\bclass="[^"]{0,80}\b(?:from|from_name|author\w*|sender\w*|user-?name|chatlog__author)[^"]{0,60}"[^>]{0,200}>\s{0,40}[^<\s][^<]{0,60}</gi
const PAGE_BYTES = 262_144
const FEWEST_BUBBLES = 6

/** The same as a page, as Telegram, Discord and others export it. */
export function recogniseConversationOnPage(bytes: Buffer): DataKind | null {
  if (!/class="[^"]{0,80}(?:message|msg|chatlog|bubble)/i.test(bytes.toString('latin1', 0, 16_384)))
    return null
  const text = bytes.toString('utf8', 0, PAGE_BYTES)
  const isChat = [BUBBLE, CLOCK, SAYS].every((form) => (text.match(form)?.length ?? 0) >= FEWEST_BUBBLES)
  return isChat ? { message: 'store', kind: 'An export of conversations', holds: '' } : null
}
