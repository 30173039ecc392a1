/** Letters per word that names of code have and random text does not. */
const LEAST_LETTERS = 3

/**
 * Whether a value is the path of something in code, made of words: `aws-cdk-lib.aws_route53.KeySigningKey`,
 * `Bucket#encryptionKey`, `@scope/name/part`.
 */
export function isQualifiedName(value: string): boolean {
  const parts = value.split(/[.#/]|::/)
  if (parts.length < 2 || !parts.every((part) => /^@?[A-Za-z_$][\w$-]*$/.test(part))) return false
  const words = value
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z\d]+/)
    .filter((word) => word !== '')
  const letters = words.reduce((sum, word) => sum + word.replace(/\d/g, '').length, 0)
  // Each may have a short number at its end: `route53`.
  return words.every((word) => /^[A-Za-z]+\d{0,3}$/.test(word)) && letters >= words.length * LEAST_LETTERS
}
