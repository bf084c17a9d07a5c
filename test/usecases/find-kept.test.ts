import { expect, it } from "vitest";
import { runIdSchema } from "../../core/names.ts";
import { findKept } from "../../usecases/find-kept.ts";
import { buildRun } from "../support/build-run.ts";
import { MemoryRunStore } from "../support/memory-run-store.ts";
import { withCode } from "../support/with-code.ts";

const idOf = (digit: string) => runIdSchema.parse(digit.repeat(32));

it("finds runs in the order in which they are named, whole ids without looking at the others", async () => {
  const store = new MemoryRunStore();
  await store.add(buildRun({ id: idOf("a"), startedAt: "2026-01-01T00:00:00Z" }), new Map());
  await store.add(buildRun({ id: idOf("b"), startedAt: "2026-01-02T00:00:00Z", name: "x" }), new Map());
  const ids = async (...texts: string[]) => (await findKept(store, texts)).map(({ id }) => id[0]).join("");
  expect(await ids("aaaa", "latest")).toBe("ab");
  expect(await ids("x", idOf("a"))).toBe("ba");
  await expect(findKept(store, [idOf("a"), idOf("c")])).rejects.toThrow(withCode("RUN_UNKNOWN"));
  store.list = () => Promise.reject(new Error("the others were looked at"));
  expect(await ids(idOf("b"), idOf("a"))).toBe("ba");
});
