/** What publishing a thing harms, the gravest first: credentials of somebody, data of people, source, … */
export const HARMS = ['credential', 'people', 'source', 'internals', 'installation', 'tidiness'] as const
export type Harm = (typeof HARMS)[number]
