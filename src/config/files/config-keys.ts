/**
 * The key of the escape from base-versus-head: with it, a pull request's own configuration holds as it is. Long on
 * purpose, so that nobody takes it by accident.
 */
export const ESCAPE_KEY = 'dangerously-let-pull-requests-loosen-this-gate'
