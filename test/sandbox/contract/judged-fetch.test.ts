import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Octokit } from "@octokit/rest";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createJudge, judgedFetch } from "../../../sandbox/contract/index.ts";

const server = createServer((request, response) => {
  response.writeHead(200, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(request.url?.startsWith("/zen") ? "Design for failure." : { name: "bug" }));
});
let octokit: Octokit;
const judge = createJudge();

beforeEach(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address() as AddressInfo;
  const baseUrl = `http://127.0.0.1:${address.port}`;
  octokit = new Octokit({ baseUrl, request: { fetch: judgedFetch(judge) } });
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

it("sees what Octokit sends and receives, and hands the response on", async () => {
  const reply = await octokit.request("GET /repos/{owner}/{repo}/labels/{name}", {
    owner: "acme",
    repo: "churn",
    name: "bug",
  });
  expect(reply.data.name).toBe("bug");
  expect(judge.take().map((violation) => violation.message)).toContain(
    "200: / must have required property 'node_id'",
  );
  await octokit.request("POST /repos/{owner}/{repo}/pulls", {
    owner: "acme",
    repo: "churn",
    head: "feature",
    base: "main",
    labels: ["x"],
  });
  const requests = judge.take().filter((violation) => violation.place === "request");
  expect(requests.map((violation) => violation.message)).toEqual(["body: /labels is unknown"]);
});
