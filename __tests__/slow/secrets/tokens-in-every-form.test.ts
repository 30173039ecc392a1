import { test } from '@jest/globals'
import { expectFoundOnce } from '../../rules/secret/find-planted-tokens.ts'
import { FORMS, plantAll } from '../../rules/secret/planted.ts'

test.each(Object.entries(FORMS))(
  'in %s every known token is found once, at the right address',
  (_title, form) => expectFoundOnce(form, plantAll()),
)
