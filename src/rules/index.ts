import type { AnyRule } from '../model/rule.ts'
import changeBin from './change/bin.ts'
import changeCapability from './change/capability.ts'
import changeDependency from './change/dependency.ts'
import changeEngines from './change/engines.ts'
import changeEntryPoint from './change/entry-point.ts'
import changeInstallScript from './change/install-script.ts'
import changeLicence from './change/licence.ts'
import changeMapText from './change/map-text.ts'
import changeMinifiedLine from './change/minified-line.ts'
import changeNewFile from './change/new-file.ts'
import changeReadableCode from './change/readable-code.ts'
import changeShrink from './change/shrink.ts'
import changeSize from './change/size.ts'
import fileAgentInstructions from './file/agent-instructions.ts'
import fileAgentTranscript from './file/agent-transcript.ts'
import fileCredentials from './file/credentials.ts'
import fileDataDump from './file/data-dump.ts'
import fileDeceptiveName from './file/deceptive-name.ts'
import fileDevelopmentLeftover from './file/development-leftover.ts'
import fileDiagnostic from './file/diagnostic.ts'
import fileEnvironment from './file/environment.ts'
import fileNestedArchive from './file/nested-archive.ts'
import fileSession from './file/session.ts'
import fileToolDirectory from './file/tool-directory.ts'
import fileUnexpected from './file/unexpected.ts'
import fileVersionControl from './file/version-control.ts'
import internalHomePath from './internal/home-path.ts'
import internalHost from './internal/host.ts'
import internalMarker from './internal/marker.ts'
import internalServer from './internal/server.ts'
import manifestAudience from './manifest/audience.ts'
import manifestDependencySpec from './manifest/dependency-spec.ts'
import manifestEntryPoint from './manifest/entry-point.ts'
import manifestExecutable from './manifest/executable.ts'
import manifestFilesList from './manifest/files-list.ts'
import manifestInstallScript from './manifest/install-script.ts'
import manifestLocalMetadata from './manifest/local-metadata.ts'
import manifestRegistry from './manifest/registry.ts'
import manifestVersion from './manifest/version.ts'
import packScriptsNotRun from './pack/scripts-not-run.ts'
import packUnbuilt from './pack/unbuilt.ts'
import secretBuildEnvironment from './secret/build-environment.ts'
import secretCredential from './secret/credential.ts'
import secretGeneric from './secret/generic.ts'
import secretNamedValue from './secret/named-value.ts'
import secretPrivateKey from './secret/private-key.ts'
import secretProviderToken from './secret/provider-token.ts'
import secretRegistryAuth from './secret/registry-auth.ts'
import secretUrlCredentials from './secret/url-credentials.ts'
import secretWallet from './secret/wallet.ts'
import secretWorkflowValue from './secret/workflow-value.ts'
import sizeCount from './size/count.ts'
import sizeEntry from './size/entry.ts'
import sizePackage from './size/package.ts'
import sourceBuildState from './source/build-state.ts'
import sourceDebugInfo from './source/debug-info.ts'
import sourceDevBundle from './source/dev-bundle.ts'
import sourceEmbeddedText from './source/embedded-text.ts'
import sourceInstrumented from './source/instrumented.ts'
import sourceNameKey from './source/name-key.ts'
import sourceOriginalFiles from './source/original-files.ts'
import sourceReport from './source/report.ts'
import sourceMapBuildPath from './source-map/build-path.ts'
import sourceMapDanglingReference from './source-map/dangling-reference.ts'
import sourceMapEmbeddedSource from './source-map/embedded-source.ts'
import sourceMapOriginalNames from './source-map/original-names.ts'
import sourceMapRemoteReference from './source-map/remote-reference.ts'
import sourceMapUnreadable from './source-map/unreadable.ts'
import tarballEmpty from './tarball/empty.ts'
import tarballUnsafeEntry from './tarball/unsafe-entry.ts'
import vscodeEntryPoint from './vscode/entry-point.ts'
import vscodeIdentity from './vscode/identity.ts'

/** Every rule, in the order in which reports list them. */
export const RULES: readonly AnyRule[] = [
  sourceMapEmbeddedSource,
  sourceMapOriginalNames,
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
  sourceReport,
  sourceNameKey,
  secretBuildEnvironment,
  secretCredential,
  secretGeneric,
  secretNamedValue,
  secretPrivateKey,
  secretProviderToken,
  secretRegistryAuth,
  secretUrlCredentials,
  secretWallet,
  secretWorkflowValue,
  fileAgentInstructions,
  fileAgentTranscript,
  fileCredentials,
  fileDataDump,
  fileDeceptiveName,
  fileDevelopmentLeftover,
  fileDiagnostic,
  fileEnvironment,
  fileNestedArchive,
  fileSession,
  fileToolDirectory,
  fileUnexpected,
  fileVersionControl,
  internalHomePath,
  internalHost,
  internalMarker,
  internalServer,
  manifestAudience,
  manifestDependencySpec,
  manifestEntryPoint,
  manifestExecutable,
  manifestFilesList,
  manifestInstallScript,
  manifestLocalMetadata,
  manifestRegistry,
  manifestVersion,
  packScriptsNotRun,
  packUnbuilt,
  sizeCount,
  sizeEntry,
  sizePackage,
  changeBin,
  changeCapability,
  changeDependency,
  changeEngines,
  changeEntryPoint,
  changeInstallScript,
  changeLicence,
  changeMapText,
  changeMinifiedLine,
  changeNewFile,
  changeShrink,
  changeReadableCode,
  changeSize,
  tarballEmpty,
  tarballUnsafeEntry,
  vscodeEntryPoint,
  vscodeIdentity,
]
