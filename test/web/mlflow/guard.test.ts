import { describe, expect, it } from "vitest";
import { guard } from "../../../web/mlflow/guard.ts";

const app = guard("secret", { fetch: () => new Response("in") });

async function statusOf(headers: Readonly<Record<string, string>>, path = "/x"): Promise<number> {
  const request = new Request(`http://127.0.0.1:5000${path}`, {
    headers: { host: "127.0.0.1:5000", ...headers },
  });
  return (await app.fetch(request)).status;
}

const BEARER = { authorization: "Bearer secret" };

describe("guard", () => {
  it("lets in who knows the token", async () => {
    expect(await statusOf(BEARER)).toBe(200);
    expect(await statusOf({ authorization: `Basic ${btoa("user:secret")}` })).toBe(200);
    expect(await statusOf({ ...BEARER, host: "LOCALHOST:1" })).toBe(200);
    expect(await statusOf({ ...BEARER, host: "[::1]:1" })).toBe(200);
  });

  it("keeps out who does not, but for the question whether the server runs", async () => {
    expect(await statusOf({})).toBe(401);
    expect(await statusOf({ authorization: "Bearer secret2" })).toBe(401);
    expect(await statusOf({ authorization: "Bearer" })).toBe(401);
    expect(await statusOf({}, "/health")).toBe(200);
    expect(await statusOf({}, "/")).toBe(200);
  });

  it.each(["evil.example", "127.0.0.1.evil.example:80", "", "localhost.:1"])(
    "keeps out a page that came here as %j, even with the token",
    async (host) => {
      expect(await statusOf({ ...BEARER, host })).toBe(403);
    },
  );

  it("keeps out what a browser sends for another page", async () => {
    expect(await statusOf({ ...BEARER, origin: "http://evil.example" })).toBe(403);
    expect(await statusOf({ ...BEARER, origin: "null" }, "/health")).toBe(403);
  });
});
