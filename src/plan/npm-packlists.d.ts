declare module 'npm-packlist-10' {
  export default function packlist(tree: object, options: object): Promise<string[]>
}
declare module 'npm-packlist-11' {
  export default function packlist(tree: object, options: object): Promise<string[]>
}
