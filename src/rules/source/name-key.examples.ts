import { defineExamples } from '../../model/example.ts'
import rule from './name-key.ts'

const CLASSES = ['Ledger', 'Tariff', 'Discount']
  .map(
    (name, index) =>
      `com.acme.pricing.${name} -> a.b.${'abc'[index]}:\n    1:4:double settle(com.acme.Invoice):12:15 -> a\n`,
  )
  .join('')

export default defineExamples(rule, {
  bad: [
    {
      message: 'key',
      title: 'the mapping of R8',
      files: { 'android/mapping.txt': `# compiler: R8\n# compiler_version: 8.5.10\n${CLASSES}` },
    },
    {
      message: 'key',
      title: 'the name cache of terser',
      files: {
        'dist/names.json': JSON.stringify({
          vars: { props: { $settleLedger: 'a' } },
          props: { props: { $_partnerDiscount: 'b' } },
        }),
      },
    },
    {
      message: 'key',
      title: 'the mangle cache of esbuild',
      files: { 'dist/props.json': '{"_margin":"a","_partnerRate":"b","_trialBypass":"c"}\n' },
    },
    {
      message: 'list',
      title: 'what ProGuard kept',
      profile: 'proprietary',
      files: {
        'android/seeds.txt': ['settle', 'refund', 'split', 'merge', 'rank', 'prune']
          .map((name) => `com.acme.pricing.Ledger: double ${name}(com.acme.Invoice,int)\n`)
          .join(''),
      },
    },
  ],
  good: [
    {
      title: 'rules that say what keeps its name',
      files: { 'proguard-rules.pro': '-keep class com.acme.sdk.** { *; }\n' },
    },
    {
      title: 'short forms of words',
      files: { 'data/units.json': '{"metre":"m","gram":"g","second":"s"}\n' },
    },
  ],
})
