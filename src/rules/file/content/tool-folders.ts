/**
 * Whose a folder is. `login`: it keeps logins, state of deployments or old copies of sources; `editor`: settings of an
 * editor, which open source shares on purpose; `tool`: everything else that a tool keeps for itself.
 */
export type FolderOwner = 'login' | 'editor' | 'tool'

const splitWords = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** A closed list: below the root a folder that begins with a dot may be anything. */
const LOGIN = splitWords(
  '.aws .azure .gcloud .kube .docker .ssh .gnupg .terraform .pulumi .vercel .netlify .firebase .wrangler .serverless .sst ' +
    '.amplify .aws-sam .vagrant .auth .wwebjs_auth .wwebjs_cache .baileys_auth .history .local-history .specstory .oci .gem .password-store .expo-shared .fly .railway .doppler .1password',
)
const EDITOR = splitWords('.vscode .idea .vs .fleet .zed .devcontainer .nova .theia .sublime')
const TOOL = splitWords(
  '.next .nuxt .output .svelte-kit .astro .angular .docusaurus .expo .parcel-cache .turbo .nx .rush .wireit .vite .cache .gradle ' +
    '.nitro .vinxi .tanstack .react-router .rspack .rsbuild .umi .stencil .contentlayer .velite .mastra .genkit .open-next .wxt .plasmo .stryker-tmp .lighthouseci .scannerwork .nox .hypothesis .kotlin .externalnativebuild .stack-work .bloop .metals .yalc .broccoli .terragrunt-cache .cdk.staging .dfx .openspec .agent-os .beads ' +
    '.cxx .dart_tool .bundle .webpack .rpt2_cache .rollup.cache .swc .esbuild .eslintcache .sass-cache .yarn .pnpm-store .pnp ' +
    '.venv .tox .mypy_cache .ruff_cache .pytest_cache .ipynb_checkpoints .tap .nyc_output .vscode-test .vscode-test-web .playwright .playwright-mcp .metadata .settings ' +
    '.claude .cursor .codex .gemini .qwen .windsurf .codeium .continue .cline .clinerules .roo .kilocode .kiro .junie .aiassistant ' +
    '.augment .amazonq .trae .opencode .crush .goose .serena .taskmaster .qoder .pi .factory .specify .bmad-core .superdesign .repomix .tabnine .sourcery .copilot .agent .lovable .bolt .v0 .zencoder .plandex .mentat .sweep .devin ' +
    'xcuserdata deriveddata modulecache.noindex cmakefiles test-results playwright-report blob-report allure-results allure-report ' +
    'mochawesome-report cdk.out storybook-static __macosx .xcode.env.local pods',
)
/** What open projects show in their repository anyway: hooks, automation, release notes in the making. */
export const SHARED_AT_ROOT = splitWords(
  '.agents .husky .changeset .circleci .buildkite .storybook .ci .config .gitlab .dependabot .reuse .semaphore .woodpecker .tekton .azuredevops .gitea .forgejo .changes .chronus .lefthook .mvn',
)
/** What builds of mobile projects write, which have no name of their own: by the folder above. */
const BUILD_ABOVE = /^(?:android|ios|macos|windows|linux)$/
/** What compilers and checkers keep to be faster: hashes and compiled plugins, no sources and no machine's names. */
export const COMPILER_CACHES = splitWords(
  '.swc .sass-cache .eslintcache .pytest_cache .mypy_cache .ruff_cache',
)

const BUILT = /^(?:build|deriveddata|\.cxx|captures)$/

/** Whose a folder is by its name and the name of the folder above it; null for all others. */
export function decideFolderOwner(name: string, above: string, further = ''): FolderOwner | null {
  const lower = name.toLowerCase()
  if (LOGIN.has(lower)) return 'login'
  if (EDITOR.has(lower)) return 'editor'
  if (TOOL.has(lower) || /^\.aider/.test(lower)) return 'tool'
  if (lower === 'build' && above.toLowerCase() === 'app' && further.toLowerCase() === 'android') return 'tool'
  return BUILT.test(lower) && BUILD_ABOVE.test(above.toLowerCase()) ? 'tool' : null
}

/** Files that a build writes for the machine that it runs on, and that name its folders. */
export const MACHINE_FILES =
  /^(?:cmakecache\.txt|compile_commands\.json|config\.gypi|.*\.xcuserstate|local\.properties|.*\.mobileprovision|.*\.provisionprofile|exportoptions\.plist)$/
