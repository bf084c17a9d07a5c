import { expect, test } from "vitest";
import { MAX_AGE_MS, reasonToEnd } from "../../../web/recorder/lifetime.ts";

const WANTED = { age: 0, hasFolder: true, hasJob: true };

test.each([
  ["nothing has changed", WANTED, null],
  ["no job's process is known", { ...WANTED, hasJob: null }, null],
  ["the job's process is gone", { ...WANTED, hasJob: false }, /process is gone/],
  ["the folder is gone", { ...WANTED, hasFolder: false }, /folder is gone/],
  ["the longest job would be over", { ...WANTED, hasJob: null, age: MAX_AGE_MS + 1 }, /takes that long/],
])("where %s", (_, surroundings, reason) => {
  if (reason === null) expect(reasonToEnd(surroundings)).toBeNull();
  else expect(reasonToEnd(surroundings)).toMatch(reason);
});
