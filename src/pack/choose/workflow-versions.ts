import { isObject } from '../../model/json-object.ts'
import { listJobs, listSteps, type Workflow } from './pipelines.ts'

/** The versions of pnpm that a workflow sets up. */
export function listPnpmVersions(content: Workflow['content']): string[] {
  return listJobs(content)
    .flatMap(listSteps)
    .filter((step) => /^pnpm\/action-setup@/i.test(readText(step.uses)))
    .map((step) => String((isObject(step.with) ? step.with.version : null) ?? ''))
    .filter((version) => /^\d/.test(version))
}

/** `npm install -g npm@11`, as trusted publishing asks for it; what is the newest one is not known here. */
export function listNpmVersions(content: Workflow['content']): string[] {
  const install = /\bnpm\s+(?:i|install|add)\s+(?:\S+\s+)*?npm@[\^~]?v?(\d[\w.-]*)/
  return listJobs(content)
    .flatMap(listSteps)
    .filter((step) => /\s(?:-g|--global|--location=global)(?:\s|$)/.test(readText(step.run)))
    .flatMap((step) => install.exec(readText(step.run))?.[1] ?? [])
}

const readText = (value: unknown): string => (typeof value === 'string' ? value : '')
