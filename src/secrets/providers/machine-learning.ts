import { vendor } from './provider.ts'

/** Model providers and the services around them. */
export const MACHINE_LEARNING = [
  ...vendor('OpenAI', 'https://platform.openai.com/docs/api-reference/authentication', [
    ['API key', 'sk-{proj|svcacct|admin}-{url:74}T3BlbkFJ{url:74}'],
    ['API key (short)', 'sk-{proj|svcacct|admin}-{url:58}T3BlbkFJ{url:58}'],
    ['API key (service)', 'sk-{proj|svcacct|admin}-{url:20}T3BlbkFJ{url:20}'],
    ['API key (legacy)', 'sk-{base62:20}T3BlbkFJ{base62:20}'],
  ]),
  ...vendor('Anthropic', 'https://docs.claude.com/en/api/overview#authentication', [
    ['API key', 'sk-ant-{api|admin}{digit:2}-{url:80-130}'],
    ['OAuth token', 'sk-ant-{oat|ort|sid}{digit:2}-{url:80-130}'],
  ]),
  ...vendor('Hugging Face', 'https://huggingface.co/docs/hub/security-tokens', [
    ['access token', 'hf_{base62:34}'],
    ['organisation token', 'api_org_{base62:34}'],
  ]),
  ...vendor('Groq', 'https://console.groq.com/docs/quickstart', [['API key', 'gsk_{base62:52}']]),
  ...vendor('xAI', 'https://docs.x.ai/docs/tutorial', [['API key', 'xai-{base62:80}']]),
  ...vendor('Perplexity', 'https://docs.perplexity.ai/getting-started/quickstart', [
    ['API key', 'pplx-{base62:48}'],
  ]),
  ...vendor('Replicate', 'https://replicate.com/docs/topics/security/api-tokens', [
    ['API token', 'r8_{base62:37}'],
  ]),
  ...vendor('OpenRouter', 'https://openrouter.ai/docs/api-reference/authentication', [
    ['API key', 'sk-or-v1-{hex:64}'],
  ]),
  ...vendor('DeepSeek', 'https://api-docs.deepseek.com/', [['API key', 'sk-{hex:32}']]),
  ...vendor(
    'LangSmith',
    'https://docs.smith.langchain.com/administration/how_to_guides/organization_management/create_account_api_key',
    [['API key', 'lsv2_{pt|sk}_{hex:32}_{hex:10}']],
  ),
  ...vendor('Pinecone', 'https://docs.pinecone.io/guides/projects/manage-api-keys', [
    ['API key', 'pcsk_{base62:4-8}_{base62:60-66}'],
  ]),
  ...vendor('ElevenLabs', 'https://elevenlabs.io/docs/api-reference/authentication', [
    ['API key', 'sk_{hex:48}'],
  ]),
  ...vendor('Tavily', 'https://docs.tavily.com/documentation/quickstart', [
    ['API key', 'tvly-{base62:32}'],
    ['development API key', 'tvly-dev-{base62:32}'],
  ]),
  ...vendor('Cerebras', 'https://inference-docs.cerebras.ai/quickstart', [
    ['API key', 'csk-{lowerdigit:48}'],
  ]),
  ...vendor('NVIDIA', 'https://docs.nvidia.com/nim/', [['API key', 'nvapi-{url:64}']]),
  ...vendor('Fireworks', 'https://docs.fireworks.ai/getting-started/quickstart', [
    ['API key', 'fw_{base62:24}'],
  ]),
  ...vendor('Firecrawl', 'https://docs.firecrawl.dev/introduction', [['API key', 'fc-{hex:32}']]),
  ...vendor('Cohere', 'https://docs.cohere.com/reference/about', [
    ['API key', '{base62:40}', { assignedTo: ['cohere', 'co_api_key'] }],
  ]),
  ...vendor('Mistral', 'https://docs.mistral.ai/getting-started/quickstart/', [
    ['API key', '{base62:32}', { assignedTo: 'mistral' }],
  ]),
  ...vendor('Deepgram', 'https://developers.deepgram.com/docs/create-additional-api-keys', [
    ['API key', '{hex:40}', { assignedTo: 'deepgram' }],
  ]),
  ...vendor('AssemblyAI', 'https://www.assemblyai.com/docs/api-reference/overview', [
    ['API key', '{hex:32}', { assignedTo: 'assemblyai' }],
  ]),
]
