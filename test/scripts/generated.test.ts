import { expect, test } from "vitest";
import { readIfPresent, staleFiles } from "../../scripts/generated.ts";

test("a file that is missing or different is stale, an equal one is not", async () => {
  const text = (await readIfPresent("package.json")) ?? "";
  expect(
    await staleFiles([
      { path: "package.json", text },
      { path: "tsconfig.json", text: "other" },
      { path: "no/such/file", text: "" },
    ]),
  ).toEqual(["tsconfig.json", "no/such/file"]);
});
