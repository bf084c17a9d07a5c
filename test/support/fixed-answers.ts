import { Octokit } from "@octokit/rest";
import { GitHubApi } from "../../adapters/github/api.ts";

/** An API whose every request gets what this function answers. */
export function apiThat(answer: typeof fetch): GitHubApi {
  const silence = () => {};
  const log = { debug: silence, info: silence, warn: silence, error: silence };
  return new GitHubApi(new Octokit({ request: { fetch: answer }, log }), { sleep: async () => {} });
}

export function github404(): Response {
  return Response.json({ message: "Not Found" }, { status: 404 });
}
