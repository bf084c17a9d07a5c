import fc from "fast-check";
import { expect, test } from "vitest";
import { formatGtoTag, type GtoTag, parseGtoTag } from "../../../core/gto/tag.ts";
import { law } from "../../support/law.ts";

test.each([
  ["nn@v1.0.0-alpha.1", "nn", { kind: "register", version: "v1.0.0-alpha.1" }, null],
  ["nn#prod!#2", "nn", { kind: "unassign", stage: "prod" }, 2],
  ["sub/dir=m@v2.0.0#1", "sub/dir:m", { kind: "register", version: "v2.0.0" }, 1],
  ["m@v1.0.0!", "m", { kind: "deregister", version: "v1.0.0" }, null],
  ["m@v1.0.0+build.7", "m", { kind: "register", version: "v1.0.0+build.7" }, null],
  ["m@deprecated#3", "m", { kind: "deprecate" }, 3],
  ["m@created", "m", { kind: "created" }, null],
  ["m#v1.0-stage", undefined, undefined, null],
] as const)("%s", (name, artifact, action, counter) => {
  const parsed = parseGtoTag(name);
  expect(parsed).toEqual(artifact === undefined ? undefined : { artifact, action, counter });
  if (parsed !== undefined) expect(formatGtoTag(parsed)).toBe(name);
});

test.each([
  "model@v1",
  "model@0.0.1",
  "nn#prod#-1",
  "model@v1.2.3#prod",
  "model-prod-v1",
  "@ns/model@0.0.1",
  "v1.0.0",
  "",
  "m@deprecated!",
  `${"m".repeat(600)}@v1.0.0`,
])("%j is no tag of GTO", (name) => {
  expect(parseGtoTag(name)).toBeUndefined();
});

test("whatever is formatted is parsed as the same", () => {
  const name = fc.stringMatching(/^[a-zA-Z0-9]([a-zA-Z0-9-/_]{0,10}[a-zA-Z0-9])?$/);
  const version = fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)).map((parts) => `v${parts.join(".")}`);
  const action = fc.oneof(
    fc.record({ kind: fc.constantFrom("register" as const, "deregister" as const), version }),
    fc.record({ kind: fc.constantFrom("assign" as const, "unassign" as const), stage: name }),
    fc.record({ kind: fc.constantFrom("deprecate" as const, "created" as const) }),
  );
  const artifact = fc.oneof(
    name,
    fc.tuple(name, name).map((parts) => parts.join(":")),
  );
  const tag: fc.Arbitrary<GtoTag> = fc.record({
    artifact,
    action,
    counter: fc.option(fc.nat(999_999)),
  });
  law(tag, (one) => expect(parseGtoTag(formatGtoTag(one))).toEqual(one));
});
