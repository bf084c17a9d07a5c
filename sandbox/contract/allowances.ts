/**
 * Where GitHub's description and GitHub's behaviour are known to differ, or where a judge would be wrong to insist.
 * Every line has its reason; anything that is not listed is a violation.
 */

/** Statuses that any operation may answer although its description lists only some of them. */
export const UNDOCUMENTED_STATUSES: Readonly<Record<number, string>> = {
  304: "GitHub answers every GET with an ETag; the description names 304 for a part of them only",
  401: "bad credentials are refused before any operation is looked at, and hardly one operation lists it",
  403: "missing permissions, suspended installations and rate limits apply to every operation",
  404: "what a caller may not see does not exist for it, on every operation",
  409: "an empty repository answers git data and contents requests so; recorded, and listed for a part only",
  422: "validation; recorded on check runs, releases and artifacts, which do not list it",
  429: "secondary rate limits apply to every operation",
  502: "GitHub's edge may answer for any operation",
};

/** Refusals that the description gives no body, and GitHub gives one: they are judged as undocumented ones are. */
export const BARE_REFUSALS: Readonly<Record<number, string>> = {
  404: "recorded on GET /repos/{owner}/{repo}/pulls/{pull_number}/merge",
  409: "GitHub's page on POST /repos/{owner}/{repo}/deployments shows the body that its description lacks",
  422: "recorded on POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers",
};

/** Bodies of undocumented refusals are judged as this schema of the description. */
export const UNDOCUMENTED_BODY = "basic-error";

/** Where the description contradicts itself: problems of an operation's answer that are none, by their place. */
export const WRONG_DESCRIPTIONS: Readonly<
  Record<string, { readonly place: RegExp; readonly reason: string }>
> = {
  "GET /app/installations": {
    place: /^\/\d+\/account must /,
    reason:
      "`allOf` a user and an enterprise, which nothing can be; one installation is described by `anyOf`",
  },
};

/** The same in webhooks, of every event that embeds it. */
export const WRONG_WEBHOOK_DESCRIPTIONS: readonly { readonly place: RegExp; readonly reason: string }[] = [
  {
    place: /\/performed_via_github_app\/events\/\d+ must be equal to one of the allowed values/,
    reason: "the list of events that an App may subscribe to lacks deployment_protection_rule, which it may",
  },
];

/**
 * The schemas of error bodies are `oneOf` lists of overlapping forms (every validation error is a basic error, too),
 * so that correct bodies match two of them: for a 4xx answer `oneOf` is read as `anyOf`.
 */
export const LENIENT_FROM_STATUS = 400;

/** Query parameters that any operation accepts, with the reason. */
export const QUERY_PARAMETERS: Readonly<Record<string, string>> = {
  per_page: "Octokit's paginate sends it to lists whose description lacks it; GitHub ignores it there",
  page: "as per_page",
};

/** Properties of request bodies that an operation takes although its description lacks them. */
export const BODY_PROPERTIES: Readonly<Record<string, readonly string[]>> = {};

/**
 * Paths that are no part of the REST API, so that a judge of all exchanges of a server leaves them alone: git over
 * HTTP, the artifact service that Actions runners speak to, its blobs, the sandbox's own door, and
 * GraphQL, which has a description of its own.
 */
export const OUTSIDE_THE_API: readonly RegExp[] = [
  /\.git(\/|$)/,
  /^\/twirp\//,
  /^\/artifact-blobs\//,
  /^\/_sandbox(\/|$)/,
  /^\/graphql$/,
];

/** Prefixes under which the same API is served; GitHub Enterprise Server uses `/api/v3`. */
export const API_PREFIXES: readonly string[] = ["/api/v3"];

/** JSON Schema formats of the description that say nothing which could be checked here. */
export const UNCHECKED_FORMATS: readonly string[] = [
  "int32",
  "int64",
  "repo.nwo",
  "url",
  "uri-template",
  "ssh-key",
];
