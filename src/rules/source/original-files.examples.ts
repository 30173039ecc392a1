import { defineExamples } from '../../model/example.ts'
import { makeExampleZip } from '../example-archives.ts'
import rule from './original-files.ts'

const PATCH =
  '--- a/src/price.ts\n+++ b/src/price.ts\n@@ -1 +1 @@\n-const discount = 0.2\n+const discount = 0.3\n'

function makeNotebook(outputs: readonly object[]): string {
  const cells = [{ cell_type: 'code', metadata: {}, source: ['discount()'], outputs }]
  return JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 })
}

const BLAMED = [
  "import { tax } from './tax'",
  'export interface Price {',
  '  net: number',
  '}',
  'export type Prices = Price[]',
  'export const total = (prices: Prices): number => {',
  '  let sum = 0',
  '  for (const { net } of prices) sum += tax(net)',
  '  return sum',
  '}',
]
  .map((line, index) => `3f2a91bc (Ada 2025-03-0${index % 9} 10:00:00 +0000 ${index + 1}) ${line}`)
  .join('\n')

export default defineExamples(rule, {
  bad: [
    {
      message: 'files',
      title: 'TypeScript beside its output',
      files: { 'dist/a.js': 'export {}\n', 'src/a.ts': 'export {}\n' },
    },
    {
      message: 'files',
      title: 'TypeScript under another name',
      profile: 'proprietary',
      files: {
        'docs/price.txt':
          "import { tax } from './tax'\n\nexport interface Order {\n  readonly units: number\n}\n\nexport const price = (order: Order): number => order.units * tax\n",
      },
    },
    {
      message: 'styles',
      title: 'a style sheet before it is built',
      profile: 'proprietary',
      files: { 'src/a.scss': '$wide: 40rem;\n' },
    },
    {
      message: 'neighbour',
      title: 'a package of the repository that is marked private',
      profile: 'proprietary',
      files: {
        'packages/billing/package.json': '{"name":"@acme/billing","version":"0.3.0","private":true}\n',
        'packages/billing/dist/index.js': 'exports.discount = 0.3\n',
      },
    },
    {
      message: 'archived',
      title: 'sources in an archive',
      profile: 'proprietary',
      files: {
        'libs/acme-1.0-sources.jar': makeExampleZip([
          { name: 'com/acme/Price.java', content: 'package com.acme;\n\nclass Price {}\n' },
        ]),
      },
    },
    { message: 'patch', title: 'a patch', files: { '0001-price.patch': PATCH } },
    { message: 'notebook', title: 'a notebook', files: { 'price.ipynb': makeNotebook([]) } },
    {
      message: 'notebook-output',
      title: 'a notebook that was run',
      files: { 'price.ipynb': makeNotebook([{ output_type: 'stream', text: ['0.3'] }]) },
    },
    {
      message: 'files',
      title: 'a source as git shows who wrote each line',
      profile: 'proprietary',
      files: { 'who.txt': BLAMED },
    },
    {
      message: 'files',
      title: 'a source in a component of Vue without its name',
      profile: 'proprietary',
      files: {
        'panel.txt':
          '<script setup>\nimport { ref } from "vue"\nconst open = ref(false)\n</script>\n\n<template>\n  <p v-if="open">\n    {{ open }}\n  </p>\n  <hr>\n</template>\n',
      },
    },
  ],
  good: [
    {
      title: 'a package whose entry point is a source',
      profile: 'proprietary',
      files: {
        'package.json':
          '{"name":"@acme/shop","version":"1.0.0","license":"UNLICENSED","publishConfig":{"access":"restricted"},"exports":"./src/index.ts","files":["src"]}\n',
        'src/index.ts': 'export { price } from "./price.ts"\n',
        'src/price.ts': 'export const price = (units: number): number => units * 2\n',
      },
    },
    {
      title: 'native code that is compiled where the package is installed',
      profile: 'proprietary',
      files: {
        'android/build.gradle': 'apply plugin: "com.android.library"\n',
        'android/src/main/java/a/A.kt': 'package a\n',
        'patches/left-pad+1.0.0.patch': PATCH,
      },
    },
    {
      title: 'what a generator copies to its users',
      profile: 'proprietary',
      files: {
        'package.json':
          '{"name":"@acme/create-shop","version":"1.0.0","license":"UNLICENSED","publishConfig":{"access":"restricted"},"bin":"index.js","files":["index.js","template-react","templates"]}\n',
        'index.js': '#!/usr/bin/env node\n',
        'template-react/src/App.tsx': 'export const App = () => null\n',
        'templates/app/src/index.ts': 'export {}\n',
      },
    },
    {
      title: 'declarations only',
      files: { 'dist/a.js': 'export {}\n', 'dist/a.d.ts': 'export {}\n', 'dist/b.d.mts': 'export {}\n' },
    },
  ],
})
