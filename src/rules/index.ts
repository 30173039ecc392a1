import type { AnyRule } from './define.ts'
import fileCredentials from './file/credentials.ts'
import fileEnvironment from './file/environment.ts'
import sourceBuildState from './source/build-state.ts'
import sourceDebugInfo from './source/debug-info.ts'
import sourceDevBundle from './source/dev-bundle.ts'
import sourceEmbeddedText from './source/embedded-text.ts'
import sourceInstrumented from './source/instrumented.ts'
import sourceOriginalFiles from './source/original-files.ts'
import sourceMapBuildPath from './source-map/build-path.ts'
import sourceMapDanglingReference from './source-map/dangling-reference.ts'
import sourceMapEmbeddedSource from './source-map/embedded-source.ts'
import sourceMapRemoteReference from './source-map/remote-reference.ts'
import sourceMapUnreadable from './source-map/unreadable.ts'
import tarballEmpty from './tarball/empty.ts'
import tarballLimit from './tarball/limit.ts'
import tarballUnsafeEntry from './tarball/unsafe-entry.ts'

/** Every rule, in the order in which reports list them. */
export const RULES: readonly AnyRule[] = [
  sourceMapEmbeddedSource,
  sourceMapRemoteReference,
  sourceMapBuildPath,
  sourceMapDanglingReference,
  sourceMapUnreadable,
  sourceBuildState,
  sourceDebugInfo,
  sourceDevBundle,
  sourceEmbeddedText,
  sourceInstrumented,
  sourceOriginalFiles,
  fileEnvironment,
  fileCredentials,
  tarballUnsafeEntry,
  tarballLimit,
  tarballEmpty,
]
