import { getOctokit } from "@actions/github";
import type { GitHubClient } from "../github/request.ts";

/** A client of a job's token; `api` where the environment does not name the address of GitHub's API. */
export function createTokenClient(token: string, api?: string): GitHubClient {
  const octokit = getOctokit(token, api === undefined ? {} : { baseUrl: api });
  return { request: (route, parameters) => octokit.request(route, parameters) };
}
