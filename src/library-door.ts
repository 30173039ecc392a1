/** What `import { … } from 'seaworthy'` finds; the build puts it in front of the one bundle. */
export { check, explain, mergeReports, publish, render } from './doors.ts'
