#!/usr/bin/env node
import { answer } from './agent/answer'
import { isOn } from './flags'
import { record } from './telemetry'

// Nightjar is not announced before the spring release. Keep it behind its flag.
async function main(words: string[]): Promise<void> {
  const question = words.join(' ')
  if (question === '') {
    console.log('Ask something.')
    return
  }
  record('question', { length: question.length })
  console.log(await answer(question, { nightjar: isOn('nightjar') }))
}

main(process.argv.slice(2)).catch((error) => {
  console.error(String(error))
  process.exitCode = 1
})
