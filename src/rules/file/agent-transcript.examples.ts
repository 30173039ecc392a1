import { defineExamples } from '../../model/example.ts'
import rule from './agent-transcript.ts'

const lines = ['user', 'assistant']
  .map((type) =>
    JSON.stringify({
      parentUuid: null,
      sessionId: '5f0c2d1e-1',
      type,
      message: { role: type, content: 'x' },
    }),
  )
  .join('\n')

export default defineExamples(rule, {
  bad: [
    {
      message: 'transcript',
      title: 'A talk that was exported as text',
      files: {
        'notes/talk.txt':
          ' * Welcome to Claude Code!\n\n   cwd: /srv/orders\n\n> fix it\n\n\u23fa Read(src/a.ts)\n  \u23bf  Read 9 lines\n',
      },
    },
    {
      message: 'transcript',
      title: 'What was asked in an editor',
      files: {
        'chats/a.jsonl': `${['<user_query>\nfix it\n</user_query>', 'More', '<user_query>\nnow\n</user_query>'].map((text, at) => JSON.stringify({ role: at % 2 ? 'assistant' : 'user', message: { content: [{ type: 'text', text }] } })).join('\n')}\n`,
      },
    },
    { message: 'transcript', title: 'A session under any name', files: { 'logs/8f0c.jsonl': `${lines}\n` } },
    {
      message: 'transcript',
      title: 'The history of a chat',
      files: { 'notes.md': '# aider chat started at 2026-01-05 10:00:00\n\n#### fix it\n' },
    },
    {
      message: 'transcript',
      title: 'What was asked of a model, one line for each answer',
      files: {
        'logs/llm.jsonl': ['a', 'b']
          .map((content) =>
            JSON.stringify({
              request: { messages: [{ role: 'user', content }] },
              response: { object: 'chat.completion', choices: [] },
            }),
          )
          .join('\n'),
      },
    },
    {
      message: 'transcript',
      title: 'What was typed for Codex',
      files: {
        'notes/history.jsonl': ['raise it', 'more']
          .map((text) => JSON.stringify({ session_id: '0198-5f0c2d1e', ts: 1754042400, text }))
          .join('\n'),
      },
    },
    {
      message: 'transcript',
      title: 'A trace of what was asked of a model',
      files: {
        'runs.json': JSON.stringify([
          { run_type: 'llm', start_time: '2026-01-05', inputs: { messages: [] } },
        ]),
      },
    },
    {
      message: 'transcript',
      title: 'An export of talks',
      files: {
        'data/conversations.json': JSON.stringify([
          { name: 'Prices', created_at: '2026-01-05', chat_messages: [{ sender: 'human', text: 'x' }] },
        ]),
      },
    },
    { message: 'shown', title: 'A session among the tests', files: { 'test/data/a.jsonl': `${lines}\n` } },
    {
      message: 'transcript',
      title: 'The history of an agent in an editor',
      files: {
        'data/chat.json': JSON.stringify({
          collections: [{ data: [{ historyId: 'a1', tabType: 'cwc', conversations: [{ messages: [] }] }] }],
        }),
      },
    },
  ],
  good: [
    {
      title: 'Code of a chat, and its types',
      files: {
        'lib/terms.txt': 'Claude Code v2 is a tool of its vendor.\n',
        'lib/chat.js': 'exports.message = { "sessionId": "a", "type": "user", "uuid": "b" }\n',
        'lib/defaults.json': '{"role":"user","content":"Hello"}\n',
        'lib/answer.json': '{"messages":[{"role":"user","content":"Hello"}],"object":"chat.completion"}\n',
      },
    },
  ],
})
