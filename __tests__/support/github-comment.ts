export interface Author {
  login: string
  id: number
  type: 'Bot' | 'User'
}

export interface Comment {
  id: number
  issue: number
  body: string
  author: Author
  /** What its author is to the repository; `NONE` unless given. */
  association?: string
  /** Whether it is folded away on the page. */
  minimized?: boolean
}

const USER_LINKS = [
  'followers',
  'following',
  'gists',
  'starred',
  'subscriptions',
  'organizations',
  'repos',
  'events',
  'received_events',
]

/** A comment as GitHub's API shows it (the schema `issue-comment`); `api` is the address of the API. */
export function showComment({ id, issue, body, author, association }: Comment, api: string): object {
  const issues = `${api}/repos/o/r/issues`
  const user = `${api}/users/${encodeURIComponent(author.login)}`
  return {
    id,
    node_id: `IC_${id}`,
    url: `${issues}/comments/${id}`,
    html_url: `${new URL(api).origin}/o/r/pull/${issue}#issuecomment-${id}`,
    issue_url: `${issues}/${issue}`,
    body,
    author_association: association ?? 'NONE',
    created_at: '2026-11-01T00:00:00Z',
    updated_at: '2026-11-01T00:00:00Z',
    performed_via_github_app: null,
    user: {
      ...author,
      ...Object.fromEntries(USER_LINKS.map((name) => [`${name}_url`, `${user}/${name}`])),
      node_id: `U_${author.id}`,
      avatar_url: `${user}/avatar`,
      gravatar_id: '',
      url: user,
      html_url: user,
      site_admin: false,
    },
  }
}
