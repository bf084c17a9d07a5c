import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startGitHub, type TestGitHub } from "../../support/github.ts";

describe("requests that never leave the process", () => {
  let github: TestGitHub;
  let headers: Record<string, string>;
  beforeAll(async () => {
    github = await startGitHub();
    headers = { authorization: `token ${github.sandbox.createUserToken("bob")}` };
  });
  afterAll(() => github.close());

  const REPOSITORY = "/repos/acme/registry";

  async function both(path: string, init: RequestInit) {
    const url = `${github.sandbox.baseUrl}${path}`;
    const seen = async (response: Response) => {
      const { status, headers: given, url: where } = response;
      const named = ["content-type", "etag", "location"].map((name) => given.get(name));
      return { status, named, where, text: await response.text() };
    };
    return [await seen(await github.sandbox.fetch(url, init)), await seen(await fetch(url, init))];
  }

  it.each([
    ["what there is", REPOSITORY, 200],
    ["what there is not", `${REPOSITORY}/pulls/99`, 404],
  ])("answers as over HTTP: %s", async (_, path, status) => {
    const [direct, wire] = await both(path, { headers });
    expect(direct).toEqual(wire);
    expect(direct?.status).toBe(status);
  });

  it("knows what the caller holds already", async () => {
    const [first] = await both(REPOSITORY, { headers });
    const known = { ...headers, "if-none-match": first?.named[1] ?? "" };
    expect((await both(REPOSITORY, { headers: known })).map(({ status }) => status)).toEqual([304, 304]);
  });

  it("performs a write once", async () => {
    const body = JSON.stringify({ name: "one more" });
    const labels = `${github.sandbox.baseUrl}${REPOSITORY}/labels`;
    const made = await github.sandbox.fetch(labels, { method: "POST", headers, body });
    expect(made.status).toBe(201);
    const again = await github.sandbox.fetch(labels, { method: "POST", headers, body });
    expect(again.status).toBe(422);
  });

  it("gives an answer that may be read more than once", async () => {
    const response = await github.sandbox.fetch(`${github.sandbox.baseUrl}${REPOSITORY}`, { headers });
    const copy = response.clone();
    expect(await copy.json()).toEqual(JSON.parse(await response.text()));
    expect(Buffer.from(await response.arrayBuffer()).toString()).toBe(await response.text());
  });
});
