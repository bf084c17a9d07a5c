import { expect, it } from "vitest";
import { closure, shareRepeated, trimSchema } from "../../scripts/openapi-trim.ts";

it("drops prose and examples but keeps properties of those names", () => {
  const schema = {
    type: "object",
    description: "A label",
    example: { default: true },
    properties: {
      description: { type: "string", description: "x" },
      default: { type: "boolean", default: false },
    },
  };
  expect(trimSchema(schema)).toEqual({
    type: "object",
    properties: { description: { type: "string" }, default: { type: "boolean" } },
  });
});

it("writes nullable as a type, or as an alternative", () => {
  expect(trimSchema({ type: "string", nullable: true, enum: ["a"] })).toEqual({
    type: ["string", "null"],
    enum: ["a", null],
  });
  expect(trimSchema({ $ref: "#/components/schemas/user", nullable: true })).toEqual({
    anyOf: [{ $ref: "#/schemas/user" }, { type: "null" }],
  });
});

it("keeps exactly the schemas that are referred to, at any depth", () => {
  const schemas = new Map([
    ["a", { items: { $ref: "#/schemas/b" } }],
    ["b", { $ref: "#/schemas/a" }],
    ["c", {}],
  ]);
  expect([...closure({ $ref: "#/schemas/a" }, schemas).keys()]).toEqual(["a", "b"]);
  expect(() => closure({ $ref: "#/schemas/z" }, schemas)).toThrow(/z/);
});

it("writes a repeated schema once", () => {
  const properties = Object.fromEntries(
    Array.from({ length: 20 }, (_, n) => [`property_${n}`, { type: "string" }] as const),
  );
  const user = { type: "object", properties };
  const shared = shareRepeated(
    new Map([
      ["one", { type: "object", properties: { user } }],
      ["two", { type: "array", items: user }],
    ]),
  );
  const [name = ""] = [...shared.keys()].filter((key) => key.startsWith("shared-"));
  expect(shared.get("two")).toEqual({ type: "array", items: { $ref: `#/schemas/${name}` } });
  expect(shared.get(name)).toEqual(user);
});
