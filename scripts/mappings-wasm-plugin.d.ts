import type { Plugin } from 'esbuild'

/** Puts source-map's mappings.wasm into a bundle. */
export declare const mappingsWasmPlugin: Plugin
