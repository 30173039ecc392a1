// Lists folders as the npm of a folder does, by the very modules that `npm pack` calls (pacote, lib/dir.js). Reads one
// JSON list of folders from standard input, writes a JSON list of lists.
const path = require('node:path')

const npm = process.argv[2]
const load = (name) =>
  require(require.resolve(name, { paths: [npm, require.resolve('pacote', { paths: [npm] })] }))
const Arborist = load('@npmcli/arborist')
const packlist = load('npm-packlist')

async function list(folder) {
  const tree = await new Arborist({ path: folder }).loadActual()
  const files = await packlist(tree, { path: folder })
  return files.map((file) => file.replace(/^\.\//, '').split(path.sep).join('/')).sort()
}

let input = ''
process.stdin.on('data', (chunk) => {
  input += chunk
})
process.stdin.on('end', async () => {
  const lists = []
  for (const folder of JSON.parse(input)) lists.push(await list(folder))
  process.stdout.write(JSON.stringify(lists))
})
