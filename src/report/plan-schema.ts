import * as z from 'zod'

const whole = z.int().min(0)
const text = z.string()

const edit = z.strictObject({
  path: text.describe("Relative to the package's directory"),
  isNew: z.boolean().describe('The file is not there yet'),
  hunks: z.array(
    z.strictObject({
      line: z.int().min(1).describe('First line in the file as it stands'),
      lines: z.array(text).describe('Each begins with a space (stays), - (goes) or + (comes)'),
    }),
  ),
  settles: z.array(text).describe('Fingerprints of the findings that it settles'),
  needsBuild: z.boolean().describe('It shows in the tarball only when the package has been built again'),
})

export const planSchema = z
  .strictObject({
    edits: z.array(edit),
    settles: z.array(text).describe('Fingerprints of the findings that the edits settle'),
    rest: z
      .array(z.strictObject({ fingerprint: text, reason: text.nullable() }))
      .describe('What blocks or warns and is not settled, and why'),
    tried: z.array(text).describe('Packers by whose lists the edits were tried'),
    fileCount: whole.nullable().describe('Files in the tarball after the edits'),
    buildScript: text.nullable().describe('The script that builds anew, where an edit needs it'),
  })
  .describe('The edits that end what blocks or warns, merged by file')
