/** Words in a path that say more than others about what somebody works on. */
const TELLING =
  /secret|internal|private|experiment|unreleased|roadmap|beta|next|future|draft|licen[cs]|billing|pricing|payment|discount|quota|entitle|admin|backdoor|debug|auth|token|crypt|vault|flag|feature|rollout|telemetry|tracking|fraud|abuse|moderation|prompt|model|scor|rank|codename/i

/** The names that tell most, first those with telling words, then the ones that lie deepest. */
export function pickMostTelling(names: readonly string[], count: number): string[] {
  const weighName = (name: string): number => (TELLING.test(name) ? 100 : 0) + name.split('/').length
  return names
    .map((name) => ({ name, weight: weighName(name) }))
    .sort((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1))
    .slice(0, count)
    .map(({ name }) => name)
}
