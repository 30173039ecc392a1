/** Files by which a package says that native code is built where it is installed. */
const BUILD_FILES =
  /(^|\/)(?:build\.gradle(?:\.kts)?|[\w-]+\.podspec|react-native\.config\.[cm]?js|plugin\.xml|binding\.gyp|CMakeLists\.txt|Cargo\.toml|Package\.swift|[\w.-]+\.vcxproj|expo-module\.config\.json)$/i

/** Whether the file says that native code beside it is built where the package is installed. */
export function isNativeBuildFile(path: string): boolean {
  return BUILD_FILES.test(path)
}
