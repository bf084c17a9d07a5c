import { afterEach, beforeEach, expect, test } from "vitest";
import { OWNER_AND_REPO as at, failure, startWorld, type TestWorld } from "../support/world.ts";

let world: TestWorld;
beforeEach(async () => {
  world = await startWorld({ permissions: { metadata: "read", attestations: "read" } });
});
afterEach(() => world.end());

const digest = (digit: string) => digit.repeat(64);
const bundleAbout = (...digests: readonly string[]) => ({
  mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
  verificationMaterial: { tlogEntries: [] },
  dsseEnvelope: {
    payload: Buffer.from(
      JSON.stringify({ subject: digests.map((sha256) => ({ name: "x", digest: { sha256 } })) }),
    ).toString("base64"),
  },
});
const create = (bundle: Record<string, unknown>, login = "bob") =>
  world.as(login).rest.repos.createAttestation({ ...at, bundle });
const list = (digit: string) =>
  world.asApp().rest.repos.listAttestations({ ...at, subject_digest: `sha256:${digest(digit)}` });

test("a bundle is found by each digest that it is about", async () => {
  const bundle = bundleAbout(digest("1"), digest("2"));
  await create(bundle);
  for (const digit of ["1", "2"]) {
    expect((await list(digit)).data.attestations?.map((each) => each.bundle)).toEqual([bundle]);
  }
  expect(await failure(list("3"))).toBe("404 Not Found");
});

test("only who may write attests, and only what says what it is about", async () => {
  expect(await failure(create(bundleAbout(digest("1")), "carol"))).toMatch(/^403 /);
  const nothing = { ...bundleAbout(), dsseEnvelope: { payload: Buffer.from("{}").toString("base64") } };
  expect(await failure(create(nothing))).toMatch(/^422 /);
});
