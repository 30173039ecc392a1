import { priceOf } from '../billing/price'
import { SYSTEM_PROMPT } from './system-prompt'

export interface AnswerOptions {
  nightjar: boolean
}

export async function answer(question: string, options: AnswerOptions): Promise<string> {
  const prompt = [SYSTEM_PROMPT, options.nightjar ? 'You may work in the background.' : '', question]
  const tokens = prompt.join('\n').split(/\s+/).length
  return `${question}? That is ${tokens} words, ${priceOf(tokens).toFixed(4)} dollars.`
}
