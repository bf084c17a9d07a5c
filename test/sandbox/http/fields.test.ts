import { expect, test } from "vitest";
import { z } from "zod";
import { characters, fieldsOf } from "../../../sandbox/http/fields.ts";
import { ApiError } from "../../../sandbox/http/route.ts";

const schema = z.object({ title: z.string(), output: z.object({ summary: z.string() }).optional() });

/** The 422 that a body is refused with. */
function refusal(body: Readonly<Record<string, unknown>>): string {
  try {
    fieldsOf({ body }, schema);
  } catch (error) {
    if (error instanceof ApiError && error.status === 422) return error.message;
    throw error;
  }
  return "accepted";
}

test("takes what the route knows and leaves the rest out", () => {
  expect(fieldsOf({ body: { title: "t", unheard: 1 } }, schema)).toEqual({ title: "t" });
});

test("says in GitHub's words what is missing and what is wrong", () => {
  expect(refusal({})).toBe(`Invalid request.\n\n"title" wasn't supplied.`);
  expect(refusal({ title: "t", output: {} })).toBe(`Invalid request.\n\n"output/summary" wasn't supplied.`);
  expect(refusal({ title: 1 })).toMatch(/^Invalid request\.\n\nFor 'properties\/title', .*\.$/);
});

test("counts characters, not UTF-16 units", () => {
  expect(characters("a🚀é")).toBe(3);
});
