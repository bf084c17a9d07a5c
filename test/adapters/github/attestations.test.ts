import { Octokit } from "@octokit/rest";
import { describe, expect, it } from "vitest";
import { GitHubApi, type GitHubClient } from "../../../adapters/github/api.ts";
import { listAttestations } from "../../../adapters/github/attestations.ts";
import { withCode } from "../../support/with-code.ts";

const DIGEST = "d".repeat(64);
const bundle = { mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json" };

/** GitHub that answers every request with this. */
function answering(status: number, body: unknown): { readonly api: GitHubApi; readonly asked: string[] } {
  const asked: string[] = [];
  const fetcher: typeof fetch = async (input) => {
    asked.push(decodeURIComponent(String(input instanceof Request ? input.url : input)));
    return Response.json(body, { status });
  };
  const silent = () => {};
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  const client: GitHubClient = new Octokit({ request: { fetch: fetcher }, log });
  return { api: new GitHubApi(client, { sleep: async () => {} }), asked };
}

const listed = (status: number, body: unknown) =>
  listAttestations(answering(status, body).api, "acme/churn", DIGEST);

describe("attestations on GitHub", () => {
  it("are asked for by digest in the repository that trained", async () => {
    const { api, asked } = answering(200, { attestations: [{ bundle, repository_id: 1 }] });
    expect(await listAttestations(api, "acme/churn", DIGEST)).toEqual({ bundles: [bundle], missed: [] });
    expect(asked).toEqual([
      `https://api.github.com/repos/acme/churn/attestations/sha256:${DIGEST}?per_page=100`,
    ]);
  });

  it("that are only linked, or more than a page, are named as missing", async () => {
    const linked = { repository_id: 1, bundle_url: "https://storage.example/bundle.json.sn" };
    expect(await listed(200, { attestations: [linked, { bundle }] })).toEqual({
      bundles: [bundle],
      missed: ["GitHub only links 1 of them"],
    });
    const page = Array.from({ length: 100 }, () => ({ bundle }));
    expect((await listed(200, { attestations: page })).missed).toEqual([
      "GitHub may have more than 100 of one file",
    ]);
  });

  it("are none where GitHub knows of none", async () => {
    expect(await listed(404, { message: "Not Found" })).toEqual({ bundles: [], missed: [] });
    expect(await listed(200, {})).toEqual({ bundles: [], missed: [] });
  });

  it("that may not be listed do not stop a registration, and say what is missing", async () => {
    const { bundles, missed } = await listed(403, { message: "Resource not accessible by integration" });
    expect([bundles.length, missed]).toEqual([
      0,
      ["GitHub refuses to list them: give the App the permission attestations: read"],
    ]);
  });

  it("are asked for again later where GitHub is in trouble", async () => {
    await expect(listed(500, {})).rejects.toThrow(withCode("REMOTE_UNAVAILABLE"));
  });
});
