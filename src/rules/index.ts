import type { AnyRule } from './define.ts'
import fileCredentials from './file/credentials.ts'
import fileEnvironment from './file/environment.ts'
import secretGeneric from './secret/generic.ts'
import secretPrivateKey from './secret/private-key.ts'
import secretProviderToken from './secret/provider-token.ts'
import secretRegistryAuth from './secret/registry-auth.ts'
import secretUrlCredentials from './secret/url-credentials.ts'
import secretWorkflowValue from './secret/workflow-value.ts'
import sourceMapEmbeddedSource from './source-map/embedded-source.ts'
import sourceMapRemoteReference from './source-map/remote-reference.ts'
import tarballEmpty from './tarball/empty.ts'
import tarballLimit from './tarball/limit.ts'
import tarballUnsafeEntry from './tarball/unsafe-entry.ts'

/** Every rule, in the order in which reports list them. */
export const RULES: readonly AnyRule[] = [
  sourceMapEmbeddedSource,
  sourceMapRemoteReference,
  secretProviderToken,
  secretPrivateKey,
  secretRegistryAuth,
  secretWorkflowValue,
  secretUrlCredentials,
  secretGeneric,
  fileEnvironment,
  fileCredentials,
  tarballUnsafeEntry,
  tarballLimit,
  tarballEmpty,
]
