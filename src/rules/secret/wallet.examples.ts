import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { defineExamples } from '../../model/example.ts'
import rule from './wallet.ts'

/** A new phrase with its checksum. */
function makePhrase(): string {
  const entropy = randomBytes(16)
  const checksum = (createHash('sha256').update(entropy).digest()[0] ?? 0) >> 4
  const bits =
    [...entropy].map((byte) => byte.toString(2).padStart(8, '0')).join('') +
    checksum.toString(2).padStart(4, '0')
  return (bits.match(/.{11}/g) ?? []).map((index) => wordlist[Number.parseInt(index, 2)]).join(' ')
}

/** As Solana's command line stores a key: the seed, then the public key. */
function makeSolana(): string {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32)
  return JSON.stringify([...seed, ...publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)])
}

export default defineExamples(rule, {
  bad: [
    {
      message: 'phrase',
      title: 'A file that is a seed phrase',
      files: () => ({ '.secret': `${makePhrase()}\n` }),
    },
    {
      message: 'phrase',
      title: 'The words of a phrase as a list',
      files: () => ({ 'keys/deployer.json': JSON.stringify({ mnemonic: makePhrase().split(' ') }, null, 2) }),
    },
    {
      message: 'key',
      title: 'A key pair under any name',
      files: () => ({ 'deploy/id.json': makeSolana() }),
    },
    {
      message: 'key',
      title: 'The key of an account in the settings of a chain',
      files: () => ({
        'lib/network.js': `module.exports = { main: { accounts: ['0x${randomBytes(32).toString('hex')}'] } }\n`,
      }),
    },
    {
      message: 'key',
      title: 'A key as the argument of a call that takes nothing else',
      files: () => ({
        'lib/pair.js': `exports.pair = keyring.addFromSeed(hexToU8a('0x${randomBytes(32).toString('hex')}'))\n`,
      }),
    },
    {
      message: 'key',
      title: 'A key among other arguments, and one of a wallet that a bundler renamed',
      files: () => ({
        'lib/provider.js': `module.exports = new HDWalletProvider(['${randomBytes(32).toString('hex')}'], process.env.RPC)\n`,
        'dist/signer.js': `const s=new W("0x${randomBytes(32).toString('hex')}",new P("https://polygon-rpc.com"));\n`,
      }),
    },
    {
      message: 'shown',
      title: 'A key among the tests',
      files: () => ({ 'test/id.json': makeSolana() }),
    },
  ],
  good: [
    {
      title: 'Hashes that calls are given',
      files: () => ({
        'dist/chain.js': `const b=new F("0x${randomBytes(32).toString('hex')}",new G("0x${randomBytes(32).toString('hex')}"));\n`,
      }),
    },
    {
      title: 'Words of the list, and the phrase of all development chains',
      files: {
        'lib/chain.js':
          "exports.mnemonic = 'test test test test test test test test test test test junk'\nexports.accounts = [process.env.KEY]\n",
        'lib/words.txt': 'abandon ability able about above absent absorb abstract absurd abuse access\n',
      },
    },
  ],
})
