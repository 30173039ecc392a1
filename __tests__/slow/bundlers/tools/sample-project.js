// The project that every tool builds: TypeScript, a style sheet and a dependency.
import { cpSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const modules = path.join(path.dirname(fileURLToPath(import.meta.url)), 'node_modules')

const FILES = {
  'package.json': JSON.stringify({
    name: 'shop',
    version: '1.0.0',
    license: 'MIT',
    type: 'module',
    files: ['dist'],
    dependencies: { nanoid: '*' },
  }),
  'tsconfig.json': JSON.stringify({
    compilerOptions: { target: 'es2022', module: 'esnext', moduleResolution: 'bundler' },
  }),
  'src/index.ts': `import { nanoid } from 'nanoid'
import { campaign, type Order, priceOf } from './price'
import './style.css'

export function receipt(order: Order): string {
  const total: number = priceOf(order)
  return \`\${nanoid()}: \${campaign} \${total.toFixed(2)}\`
}
`,
  'src/price.ts': `/** What a customer puts into the basket. */
export interface Order {
  readonly units: number
  readonly unitPrice: number
}

// Customers must not know from where on the discount holds.
const DISCOUNT_FROM = 50
const DISCOUNT = 0.3

/** Internal name, not to be published. */
export const campaign = 'codename-nightjar'

export function priceOf({ units, unitPrice }: Order): number {
  const full = units * unitPrice
  return units >= DISCOUNT_FROM ? full * (1 - DISCOUNT) : full
}
`,
  'src/style.css': `/* The shop's own colours. */
.receipt {
  color: darkgreen;
  background: url('data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=');
}
`,
}

/**
 * Makes a fresh folder with a project for every mode of a tool, and prints the folder's path: `<folder>/<mode>`.
 * @param {Record<string, (project: string) => unknown>} modes What builds the project in the folder it is given.
 */
export async function buildAll(modes) {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'bundlers-')))
  for (const [mode, build] of Object.entries(modes)) {
    const project = path.join(folder, mode)
    for (const [name, content] of Object.entries(FILES)) {
      mkdirSync(path.dirname(path.join(project, name)), { recursive: true })
      writeFileSync(path.join(project, name), content)
    }
    cpSync(path.join(modules, 'nanoid'), path.join(project, 'node_modules', 'nanoid'), { recursive: true })
    process.chdir(project)
    await build(project)
  }
  process.stdout.write(folder)
}
