import { afterAll, afterEach, beforeEach, expect } from '@jest/globals'
import { GitHubApi } from './github-api.ts'
import { removeRunnerFolders, runAction, type StepOptions, type StepResult } from './runner.ts'
import { removeCheckouts } from './workspace.ts'

export interface ActionWithApi {
  /** The API of the test that is running. */
  readonly api: GitHubApi
  /** Runs the bundled Action against it. */
  run(options: StepOptions): Promise<StepResult>
}

/**
 * Gives every test of a file its own local API, and has each fail that made a call GitHub would not understand.
 * Removes the checkouts and the runner's folders when the file is done.
 */
export function useActionWithApi(): ActionWithApi {
  let api: GitHubApi
  beforeEach(async () => {
    api = await GitHubApi.start()
  })
  afterEach(async () => {
    await api.close()
    expect(api.violations).toEqual([])
  })
  afterAll(async () => {
    await removeCheckouts()
    await removeRunnerFolders()
  })
  return {
    get api() {
      return api
    },
    run: (options) => runAction({ apiUrl: api.url, graphqlUrl: api.graphqlUrl, ...options }),
  }
}
