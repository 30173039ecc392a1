import { isObject } from '../../model/json-object.ts'
import { jobsOf, stepsOf, type Workflow } from './pipelines.ts'

/** The versions of pnpm that a workflow sets up. */
export function pnpmVersions(content: Workflow['content']): string[] {
  return jobsOf(content)
    .flatMap(stepsOf)
    .filter((step) => /^pnpm\/action-setup@/i.test(text(step.uses)))
    .map((step) => String((isObject(step.with) ? step.with.version : null) ?? ''))
    .filter((version) => /^\d/.test(version))
}

/** `npm install -g npm@11`, as trusted publishing asks for it; what is the newest one is not known here. */
export function npmVersions(content: Workflow['content']): string[] {
  const install = /\bnpm\s+(?:i|install|add)\s+(?:\S+\s+)*?npm@[\^~]?v?(\d[\w.-]*)/
  return jobsOf(content)
    .flatMap(stepsOf)
    .filter((step) => /\s(?:-g|--global|--location=global)(?:\s|$)/.test(text(step.run)))
    .flatMap((step) => install.exec(text(step.run))?.[1] ?? [])
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
