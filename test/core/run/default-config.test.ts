import { expect, test } from "vitest";
import { runConfigSchema } from "../../../core/run/config.ts";
import { DEFAULT_RUN_CONFIG } from "../../../core/run/default-config.ts";

test("no file is the same as an empty one", () => {
  expect(DEFAULT_RUN_CONFIG).toEqual(runConfigSchema.parse({}));
});
