import { expect, it } from "vitest";
import { PedigreeError } from "../../core/errors.ts";
import { settleAll } from "../../usecases/settle.ts";

it("does every effect in order, and names those that failed in one line each", async () => {
  const done: string[] = [];
  const troubles = await settleAll([
    { what: "first", run: async () => done.push("first") },
    {
      what: "second",
      run: async () => {
        throw new PedigreeError("REMOTE_UNAVAILABLE", "no connection");
      },
    },
    { what: "third", run: () => Promise.reject("odd") },
    { what: "fourth", run: async () => done.push("fourth") },
  ]);
  expect(done).toEqual(["first", "fourth"]);
  expect(troubles).toEqual(["second: REMOTE_UNAVAILABLE: no connection", "third: an unknown error"]);
});
