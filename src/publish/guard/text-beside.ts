import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { computeBlobId } from '../../layers/text-identity.ts'
import type { Finding, Report } from '../../model/report.ts'
import { writeTarStream } from '../../pack/write-tarball.ts'
import { explainNoJudgement, isBlocking, tellHeldText } from './held-text.ts'
import type { JudgeTarball } from './judge-tarball.ts'
import type { Upload } from './publish-body.ts'

/**
 * What is wrong with the text that a request carries beside its tarball, and which the registry shows: the readme and the
 * manifest as a tool composed it. It is judged as the README.md and package.json that it stands for, so that the
 * configuration and its exceptions hold for it. Secrets beyond doubt hold it back; the rest was judged in the tarball.
 * @param report about the tarball: what it passed is not looked at again
 */
export async function judgeTextBeside(
  upload: Upload,
  report: Report,
  judge: JudgeTarball,
): Promise<{ outcome: 'held' | 'could-not-judge'; text: string } | null> {
  const { name, version, tarball } = upload
  const spec = `${name}@${version}`
  const file = path.join(path.dirname(tarball.file), 'text-beside.tgz')
  await writeTarStream(listTexts(upload, report), file, { packer: 'pnpm', level: 1 })
  const judged = await judge(file, name, 'text')
  const secrets = judged.packages.flatMap((one) =>
    one.findings.filter((finding) => isSureSecret(finding) && isBlocking(finding, one)),
  )
  if (secrets.length > 0) return { outcome: 'held', text: tellHeldText(spec, secrets) }
  return judged.verdict === 'error'
    ? { outcome: 'could-not-judge', text: explainNoJudgement(spec, judged) }
    : null
}

const isSureSecret = ({ harm, confidence }: Finding): boolean =>
  harm === 'credential' && confidence === 'sure'

function listTexts({ manifest, document }: Upload, report: Report) {
  const inside = report.packages.flatMap(({ inventory }) => inventory?.files ?? [])
  const passed = new Set(inside.map(({ digest }) => digest))
  const { readme, ...described } = manifest
  const { readme: shown, ...stated } = document
  // npm and Yarn say some of the manifest twice; what was accepted there is accepted here.
  const more = Object.entries(stated).filter(([key, value]) => !isDeepStrictEqual(described[key], value))
  const readmes = [...new Set([readme, shown])]
    .filter((text) => text !== undefined)
    .map((text) => (typeof text === 'string' ? text : JSON.stringify(text)))
    .filter((text) => !passed.has(computeBlobId(Buffer.from(text))))
  const texts = [
    { name: 'package.json', content: formatMembers(described) },
    ...(more.length === 0
      ? []
      : [{ name: 'request.json', content: formatMembers(Object.fromEntries(more)) }]),
    ...(readmes.length === 0
      ? []
      : [{ name: nameReadme(inside, manifest, document), content: Buffer.from(readmes.join('\n\n')) }]),
  ]
  return texts.map((text) => ({ ...text, mode: 0o644 }))
}

/** The name that the readme has in the tarball, however else its text was changed: exceptions are for that file. */
function nameReadme(
  inside: readonly { readonly path: string }[],
  ...stated: readonly Readonly<Record<string, unknown>>[]
): string {
  const names = inside.map((file) => file.path).filter((name) => /^readme(\.\w+)?$/i.test(name))
  const told = stated.map(({ readmeFilename }) => readmeFilename)
  return names.find((name) => told.includes(name)) ?? names[0] ?? 'README.md'
}

const formatMembers = (members: object): Buffer => Buffer.from(JSON.stringify(members, null, 2))
