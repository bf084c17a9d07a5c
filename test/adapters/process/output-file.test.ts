import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { MAX_OUTPUT_BYTES, openOutputFile } from "../../../adapters/process/output-file.ts";
import { createRedactor } from "../../../core/run/redact.ts";
import { tempFolder } from "../../support/temp-folder.ts";

test("however output is cut into chunks, the file holds the redacted whole", async () => {
  const folder = tempFolder();
  const redact = createRedactor(["hunter22-secret"]);
  const text = fc.string({ unit: fc.constantFrom("é", "\n", "x", "hunter22-secret", "😀") });
  await fc.assert(
    fc.asyncProperty(
      text,
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      async (whole, sizes) => {
        const path = join(folder, "log");
        const output = await openOutputFile(path, redact);
        const bytes = Buffer.from(whole);
        for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1;
          await output.write("stdout", bytes.subarray(at, at + size));
          at += size;
        }
        await output.close();
        expect(await readFile(path, "utf8")).toBe(whole.split("\n").map(redact).join("\n"));
      },
    ),
    { numRuns: 50 },
  );
});

test("output beyond the limit is left out, and both the file and the caller are told", async () => {
  const path = join(tempFolder(), "log");
  const output = await openOutputFile(path, (text) => text);
  const chunk = Buffer.from(`${"x".repeat(1024 * 1024 - 1)}\n`);
  for (let written = 0; written <= MAX_OUTPUT_BYTES; written += chunk.length)
    await output.write("stdout", chunk);
  expect(await output.close()).toEqual({ cut: true });
  const text = await readFile(path, "utf8");
  expect(text.length).toBeLessThan(MAX_OUTPUT_BYTES + 100);
  expect(text.endsWith(`[output cut after ${MAX_OUTPUT_BYTES} bytes]\n`)).toBe(true);
});
