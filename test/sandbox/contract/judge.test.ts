import { beforeEach, describe, expect, it } from "vitest";
import { createJudge, type Judge } from "../../../sandbox/contract/index.ts";

const base = "http://127.0.0.1:3000";
let judge: Judge;

beforeEach(() => {
  judge = createJudge();
});

function request(method: string, path: string, body?: unknown) {
  return { method, url: `${base}${path}`, body: body === undefined ? undefined : JSON.stringify(body) };
}

function messages(): readonly string[] {
  return judge.take().map((violation) => `${violation.operation}: ${violation.message}`);
}

const pulls = "/repos/acme/churn/pulls";
const label = {
  id: 208045946,
  node_id: "MDU6TGFiZWwyMDgwNDU5NDY=",
  url: "https://api.github.com/repos/acme/churn/labels/bug",
  name: "bug",
  description: null,
  color: "f29513",
  default: true,
};

describe("requests", () => {
  it.each([
    ["GET", "/repos/acme/churn/contents/models/churn/model.yml?ref=main", undefined],
    ["GET", "/api/v3/repos/acme/churn/git/ref/heads/feature/one", undefined],
    ["GET", "/repos/acme/churn/compare/main...feature/one", undefined],
    ["POST", pulls, { title: "Add", head: "feature", base: "main" }],
    ["PATCH", "/repos/acme/churn/git/refs/heads/main", { sha: "a".repeat(40), force: false }],
    ["GET", "/repos/acme/churn/actions/artifacts?name=run&per_page=100", undefined],
    ["GET", "/repos/acme/churn/commits?sha=main&per_page=5&page=2", undefined],
  ])("passes %s %s", (method, path, body) => {
    expect(judge.checkRequest(request(method, path, body))).toEqual([]);
  });

  it.each([
    [
      "a missing property",
      "POST",
      pulls,
      { title: "Add", head: "feature" },
      "must have required property 'base'",
    ],
    ["a value outside its list", "PATCH", `${pulls}/1`, { state: "merged" }, '["open","closed"]'],
    [
      "an unknown query parameter",
      "GET",
      `${pulls}?sate=open`,
      undefined,
      "query parameter sate: is unknown",
    ],
    ["a wrong query value", "GET", `${pulls}?state=merged`, undefined, "query parameter state"],
    ["a path value of the wrong type", "GET", `${pulls}/first`, undefined, "must be integer"],
    [
      "an unknown property",
      "POST",
      pulls,
      { title: "Add", head: "f", base: "main", labels: [] },
      "/labels is unknown",
    ],
    ["a body where none is taken", "GET", `${pulls}/1`, { a: 1 }, "takes none"],
    ["a missing body", "POST", pulls, undefined, "body: is required"],
    ["an unknown route", "GET", "/repos/acme/churn/models", undefined, "no such operation"],
    ["an unknown method", "DELETE", `${pulls}/1`, undefined, "no such operation"],
  ])("catches %s", (_what, method, path, body, expected) => {
    judge.checkRequest(request(method, path, body));
    const found = messages();
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  it("catches a body that is no JSON", () => {
    judge.checkRequest({ method: "POST", url: pulls, body: "title=Add" });
    expect(messages()).toEqual(["POST /repos/{owner}/{repo}/pulls: body: is no JSON"]);
  });
});

describe("responses", () => {
  const get = request("GET", "/repos/acme/churn/labels/bug");
  const answer = (status: number, body: unknown, contentType = "application/json; charset=utf-8") => ({
    status,
    contentType,
    body: JSON.stringify(body),
  });

  it("passes a right one", () => {
    expect(judge.checkResponse(get, answer(200, label))).toEqual([]);
  });

  it("catches missing and ill-typed properties, each", () => {
    const { node_id: _left, ...rest } = label;
    judge.checkResponse(get, answer(200, { ...rest, id: "208045946" }));
    expect(messages()).toEqual([
      "GET /repos/{owner}/{repo}/labels/{name}: 200: / must have required property 'node_id'",
      "GET /repos/{owner}/{repo}/labels/{name}: 200: /id must be integer",
    ]);
  });

  it("catches a status that the operation does not have", () => {
    judge.checkResponse(get, answer(201, label));
    expect(messages()).toEqual([expect.stringContaining("no such status")]);
  });

  it("catches a missing body, and one where none belongs", () => {
    judge.checkResponse(get, { status: 200, contentType: null, body: "" });
    judge.checkResponse(request("DELETE", "/repos/acme/churn/labels/bug"), answer(204, {}));
    expect(messages()).toEqual([
      expect.stringContaining("the body is missing"),
      expect.stringContaining("a body where the description has none"),
    ]);
  });

  it.each([304, 401, 404])("lets %i pass anywhere", (status) => {
    const body =
      status === 304 ? "" : JSON.stringify({ message: "Not Found", documentation_url: "https://x.y" });
    const response = { status, contentType: "application/json", body };
    expect(judge.checkResponse(request("GET", "/app/installations"), response)).toEqual([]);
  });

  it("judges the body of an undocumented refusal all the same", () => {
    judge.checkResponse(request("GET", "/app/installations"), answer(401, { message: 12 }));
    expect(messages()).toEqual([expect.stringContaining("/message must be string")]);
  });

  it("reads overlapping error forms as alternatives", () => {
    const body = { message: "Validation Failed", documentation_url: "https://x.y", errors: [] };
    expect(
      judge.checkResponse(request("GET", "/repos/acme/churn/issues/comments"), answer(422, body)),
    ).toEqual([]);
    expect(judge.checkResponse(request("POST", pulls), answer(422, body))).toEqual([]);
  });

  it("leaves raw media types alone", () => {
    const path = request("GET", "/repos/acme/churn/contents/a.json");
    expect(judge.checkResponse(path, answer(200, { a: 1 }, "application/vnd.github.raw+json"))).toEqual([]);
  });
});

describe("webhooks", () => {
  const body = {
    ref: "v1",
    installation: { id: 1, node_id: "x" },
    zen: "Keep it logically awesome.",
    hook_id: 1,
    hook: {
      active: true,
      config: { content_type: "json", insecure_ssl: "0", url: "https://example.test/hook" },
      created_at: "2026-01-01T00:00:00Z",
      deliveries_url: "https://example.test/deliveries",
      events: ["push"],
      id: 1,
      last_response: { code: null, status: "unused", message: null },
      name: "web",
      type: "App",
      updated_at: "2026-01-01T00:00:00Z",
      url: "https://example.test/hook",
    },
  };

  it("passes a right body", () => {
    expect(judge.checkWebhook("ping", null, body)).toEqual([]);
  });

  it("catches a wrong one", () => {
    judge.checkWebhook("ping", null, { ...body, hook: { ...body.hook, id: "one" } });
    expect(messages()).toEqual(["webhook ping: /hook/id must be integer"]);
  });

  it("catches a body without its required parts", () => {
    judge.checkWebhook("pull_request", "labeled", { action: "labeled", number: 1 });
    expect(messages()).toContain(
      "webhook pull_request.labeled: / must have required property 'pull_request'",
    );
  });

  it("catches an action that does not exist", () => {
    judge.checkWebhook("pull_request", "relabeled", {});
    expect(messages()).toEqual([expect.stringContaining("no such event and action")]);
  });
});

describe("a server's exchanges", () => {
  it("judges the API and leaves git, artifacts and blobs alone", () => {
    const response = { status: 200, contentType: "application/json", body: "{}" };
    for (const path of [
      "/acme/churn.git/info/refs",
      "/twirp/github.actions.results.api.v1.X/Y",
      "/artifact-blobs/1",
    ]) {
      judge.judgeExchange({ request: request("GET", path), response });
    }
    expect(judge.counts.requests).toBe(0);
    judge.judgeExchange({ request: request("GET", "/repos/acme/churn/labels/bug"), response });
    expect(judge.counts).toEqual({ requests: 1, responses: 1, webhooks: 0 });
    expect(judge.violations.length).toBeGreaterThan(0);
  });
});

it("keeps every violation until they are taken", () => {
  judge.checkRequest(request("GET", "/nothing"));
  expect(judge.violations).toHaveLength(1);
  expect(judge.take()).toHaveLength(1);
  expect(judge.violations).toEqual([]);
});
