import { saladCheck } from '../checks/crc.ts'
import { azureKeyCheck } from '../checks/marvin.ts'
import { defineVendor } from './provider.ts'

/** Model providers. */
export const MODELS = [
  ...defineVendor('OpenAI', 'https://platform.openai.com/api-keys', [
    ['API key', 'sk-{proj|svcacct|admin|service|None}-{url:20-80}T3BlbkFJ{url:20-80}', '2'],
    ['API key (legacy)', 'sk-{base62:20}T3BlbkFJ{base62:20}', '2'],
  ]),
  ...defineVendor('Anthropic', 'https://console.anthropic.com/settings/keys', [
    ['API key', 'sk-ant-api03-{url:93}AA', '2'],
    ['API key (other)', 'sk-ant-{api|admin}{digit:2}-{url:80-130}', '2'],
    ['OAuth or session token', 'sk-ant-{oat|ort|sid}{digit:2}-{url:80-130}', '1'],
  ]),
  ...defineVendor('Google Gemini', 'https://aistudio.google.com/api-keys', [
    ['API key', 'AQ.Ab8R{url:46}', '2'],
  ]),
  ...defineVendor('AWS Bedrock', 'https://console.aws.amazon.com/iam/', [
    ['API key', 'ABSKQmVkcm9ja0FQSUtleS{base64:91-253}{|=|==}', '2'],
    [
      'short-term API key',
      'bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t{base64=:0-4000}',
      '2',
      { grade: 'short-lived' },
    ],
  ]),
  ...defineVendor('xAI', 'https://console.x.ai', [
    ['API key', 'xai-{base62:70-85}', '2'],
    ['management key', 'xai-token-{base62:80}', '1'],
  ]),
  ...defineVendor('Mistral', 'https://console.mistral.ai/api-keys', [
    ['API key', '{base62:32}', '2', { near: 'mistral' }],
  ]),
  ...defineVendor('Cohere', 'https://dashboard.cohere.com/api-keys', [
    ['API key', '{base62:40}', '2', { near: ['cohere', 'co api'] }],
  ]),
  ...defineVendor('Groq', 'https://console.groq.com/keys', [['API key', 'gsk_{base62:52}', '2']]),
  ...defineVendor('DeepSeek', 'https://platform.deepseek.com/api_keys', [
    ['API key', 'sk-{hex:32}', '2', { weak: true }],
  ]),
  ...defineVendor('Alibaba DashScope', 'https://bailian.console.aliyun.com', [
    ['API key', 'sk-{hex:32}', '1', { near: ['dashscope', 'qwen', 'bailian'] }],
  ]),
  ...defineVendor('Together', 'https://api.together.ai/settings/api-keys', [
    ['API key', 'tgp_v1_{url:43}', '2'],
    ['API key (legacy)', '{hex:64}', '1', { near: ['together ai', 'together api'] }],
  ]),
  ...defineVendor('Moonshot', 'https://platform.moonshot.ai/console/api-keys', [
    ['API key', 'sk-{base62:48}', '2', { near: ['moonshot', 'kimi'] }],
  ]),
  ...defineVendor('Stability, Moonshot or Braintrust', 'https://platform.stability.ai/account/keys', [
    ['API key', 'sk-{base62:48}', '2', { mixed: true }],
  ]),
  ...defineVendor('MiniMax', 'https://platform.minimax.io', [['API key', 'sk-api-{url:100-130}', '1']]),
  ...defineVendor('Z.ai', 'https://z.ai/manage-apikey/apikey-list', [
    ['API key', '{hex:32}.{base62:16}', '2', { near: ['zhipu', 'zhipuai', 'zai', 'bigmodel', 'glm'] }],
  ]),
  ...defineVendor('Perplexity', 'https://www.perplexity.ai/account/api/keys', [
    ['API key', 'pplx-{base62:48}', '2'],
  ]),
  ...defineVendor('OpenRouter', 'https://openrouter.ai/settings/keys', [
    ['API key', 'sk-or-v1-{hex:64}', '2'],
  ]),
  ...defineVendor('Hugging Face', 'https://huggingface.co/settings/tokens', [
    ['access token', 'hf_{base62:34}', '2'],
    ['organisation token', 'api_org_{base62:34}', '2'],
  ]),
  ...defineVendor('Replicate', 'https://replicate.com/account/api-tokens', [
    ['API token', 'r8_{base62:37}', '2'],
  ]),
  ...defineVendor('Fireworks', 'https://app.fireworks.ai/settings/users/api-keys', [
    ['API key', 'fw_{base62:22-24}', '2', { weak: true, mixed: true }],
    ['API key (lower case)', 'fw_{lowerdigit:22-24}', '1', { near: 'fireworks' }],
  ]),
  ...defineVendor('Cerebras', 'https://cloud.cerebras.ai', [['API key', 'csk-{lowerdigit:48}', '2']]),
  ...defineVendor('SambaNova', 'https://cloud.sambanova.ai', [['API key', '{uuid}', '1', { near: true }]]),
  ...defineVendor('NVIDIA', 'https://build.nvidia.com/settings/api-keys', [
    ['API key', 'nvapi-{url:60-70}', '2'],
    ['NGC API key', '{base62:84}', '1', { near: ['nvidia', 'ngc'] }],
  ]),
  ...defineVendor('Voyage', 'https://dashboard.voyageai.com', [
    ['API key', 'pa-{url:43}', '1', { weak: true, mixed: true }],
  ]),
  ...defineVendor('Jina', 'https://jina.ai/api-dashboard/key-manager', [
    ['API key', 'jina_{base62:60}', '2'],
  ]),
  ...defineVendor('LlamaCloud', 'https://cloud.llamaindex.ai', [['API key', 'llx-{base62:44-52}', '1']]),
  ...defineVendor('Cartesia', 'https://play.cartesia.ai/keys', [['API key', 'sk_car_{base62:20-44}', '1']]),
  ...defineVendor('ElevenLabs', 'https://elevenlabs.io/app/developers/api-keys', [
    ['API key', 'sk_{hex:48}', '2', { weak: true, near: ['elevenlabs', 'xi api'] }],
    ['API key (legacy)', '{hex:32}', '2', { near: ['elevenlabs', 'xi api'] }],
  ]),
  ...defineVendor('Deepgram', 'https://console.deepgram.com', [['API key', '{hex:40}', '2', { near: true }]]),
  ...defineVendor('AssemblyAI', 'https://www.assemblyai.com/dashboard/api-keys', [
    ['API key', '{lowerdigit:32}', '2', { near: ['assemblyai', 'assembly ai'] }],
  ]),
  ...defineVendor('AI21', 'https://studio.ai21.com', [['API key', '{uuid}', '1', { near: true }]]),
  ...defineVendor('AI71', 'https://marketplace.ai71.ai', [['API key', 'ai71-api-{uuid}', '1']]),
  ...defineVendor('Ollama', 'https://ollama.com/settings/keys', [
    ['cloud key', '{hex:32}.{url:24}', '2', { near: true }],
  ]),
  ...defineVendor('Clarifai', 'https://clarifai.com/settings/security', [
    ['API key', '{hex:32}', '2', { near: true }],
  ]),
  ...defineVendor('Runway', 'https://dev.runwayml.com', [['API key', 'key_{hex:128}', '1']]),
  ...defineVendor('Azure AI', 'https://portal.azure.com', [
    ['key', '{base62:52}JQQJ9{9|D|H}{base62:22}{base64:4}', 'X', { check: azureKeyCheck }],
    ['key (longer)', '{base62:52}JQQJ9{9|D|H}{base62:22}{base64:6}==', 'D'],
    [
      'key (older)',
      '{hex:32}',
      'D',
      {
        near: [
          'azure openai',
          'openai azure',
          'azure cognitive',
          'azure ai',
          'cognitive services',
          'azure speech',
          'azure search',
          'azure maps',
        ],
      },
    ],
  ]),
]

/** What is built around models. */
export const MODEL_TOOLS = [
  ...defineVendor('Pinecone', 'https://app.pinecone.io', [
    ['API key', 'pcsk_{base62:4-8}_{base62:60-66}', '2'],
    ['API key (older)', '{uuid}', '2', { near: true }],
  ]),
  ...defineVendor('LangSmith', 'https://smith.langchain.com/settings', [
    ['API key', 'lsv2_{pt|sk}_{hex:32}_{hex:10}', '2'],
    ['API key (older)', 'ls__{hex:32}', '2'],
  ]),
  ...defineVendor('Langfuse', 'https://cloud.langfuse.com', [['secret key', 'sk-lf-{uuid}', '1']]),
  ...defineVendor('Weights & Biases', 'https://wandb.ai/settings', [
    ['API key', 'wandb_v1_{word:77}', '2'],
    ['API key (older)', '{hex:40}', '2', { near: ['wandb', 'weights biases'] }],
  ]),
  ...defineVendor('Retell', 'https://dashboard.retellai.com', [
    ['API key', 'key_{hex:28}', '1', { near: ['retell', 'retellai'] }],
  ]),
  ...defineVendor('Cursor', 'https://cursor.com/dashboard', [['API key', 'key_{hex:64}', '2']]),
  ...defineVendor('Devin', 'https://app.devin.ai/settings', [
    ['API key of a user', 'apk_user_{base64=:120-180}', '1'],
    ['API key', 'apk_{base64=:80-100}', '1'],
    ['service key', 'cog_{b32l:52}', '1'],
  ]),
  ...defineVendor('CodeRabbit', 'https://app.coderabbit.ai/settings/api-keys', [
    ['API key', 'cr-{hex:58}', '1'],
  ]),
  ...defineVendor('Greptile', 'https://app.greptile.com', [['API key', '{base64:48}', '1', { near: true }]]),
  ...defineVendor('RunPod', 'https://www.runpod.io/console/user/settings', [
    ['API key', 'rpa_{upperdigit:40}{base62:6}', '2'],
  ]),
  ...defineVendor('Vast.ai', 'https://cloud.vast.ai/manage-keys/', [
    ['API key', '{hex:64}', '1', { near: ['vastai', 'vast ai', 'vast api'] }],
  ]),
  ...defineVendor('Friendli', 'https://suite.friendli.ai', [['token', 'flp_{base62:46}', '1']]),
  ...defineVendor('Baseten', 'https://app.baseten.co/settings/api_keys', [
    ['API key', '{base62:8}.{base62:32}', '1', { near: true }],
  ]),
  ...defineVendor('Modal', 'https://modal.com/settings/tokens', [
    ['token id', 'ak-{base62:22}', '1', { near: 'modal', grade: 'half' }],
    ['token secret', 'as-{base62:22}', '1', { near: ['modal token', 'modal secret', 'modal'] }],
  ]),
  ...defineVendor('E2B', 'https://e2b.dev/dashboard', [['API key', 'e2b_{hex:40}', '1']]),
  ...defineVendor('Browserbase', 'https://www.browserbase.com/settings', [
    ['API key', 'bb_live_{url:20-40}', '1'],
  ]),
  ...defineVendor('Firecrawl', 'https://www.firecrawl.dev/app/api-keys', [
    ['API key', 'fc-{hex:32}', '2', { weak: true }],
  ]),
  ...defineVendor('Tavily', 'https://app.tavily.com', [['API key', 'tvly-{|dev-|prod-}{base62:32}', '2']]),
  ...defineVendor('Exa', 'https://dashboard.exa.ai/api-keys', [
    ['API key', '{uuid}', '1', { near: ['exa api', 'exa key', 'exa ai'] }],
  ]),
  ...defineVendor('SerpApi', 'https://serpapi.com/manage-api-key', [
    ['API key', '{hex:64}', '1', { near: ['serpapi', 'serp api'] }],
  ]),
  ...defineVendor('Brave Search', 'https://api-dashboard.search.brave.com', [
    ['API key', 'BSA{url:24-40}', '2', { mixed: true, weak: true, near: 'brave' }],
  ]),
  ...defineVendor('Kagi', 'https://kagi.com/settings/api', [
    ['API token', '{url:11}.{url:43}', '2', { near: true }],
  ]),
  ...defineVendor('Apify', 'https://console.apify.com/settings/integrations', [
    ['API token', 'apify_api_{base62:34-38}', '2'],
  ]),
  ...defineVendor('Dify', 'https://cloud.dify.ai', [['API key', 'app-{base62:24}', '1', { near: true }]]),
  ...defineVendor('Coze', 'https://www.coze.com/open/oauth/pats', [['access token', 'pat_{base62:64}', '1']]),
  ...defineVendor('Helicone', 'https://us.helicone.ai/settings/api-keys', [
    ['API key', '{sk|pk}-helicone-{url:20-60}', '1'],
  ]),
  ...defineVendor('SaladCloud', 'https://portal.salad.com', [
    ['API key', 'salad_cloud_{base62:1-7}_{base62:7-235}', 'X', { check: saladCheck }],
  ]),
  ...defineVendor('Portkey', 'https://app.portkey.ai', [['API key', '{base64:28}', '1', { near: true }]]),
]
