import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, test, vi } from "vitest";
import { openOutputFile } from "../../../adapters/process/output-file.ts";
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
  const limit = 200_000;
  const output = await openOutputFile(path, createRedactor([]), limit);
  const chunk = Buffer.from("epoch: 1.\n".repeat(3_000));
  for (let turn = 0; turn < 10; turn += 1) await output.write("stdout", chunk);
  expect(await output.close()).toEqual([`output: more than ${limit} bytes; the rest is left out`]);
  const text = await readFile(path, "utf8");
  expect(text.length).toBeGreaterThan(limit / 2);
  expect(text.length).toBeLessThan(limit + 100);
  expect(text.endsWith(`epoch: 1.\n\n[output cut after ${limit} bytes]\n`)).toBe(true);
});

describe("while a command runs", () => {
  const opened = async (secret: string) => {
    const path = join(tempFolder(), "log");
    const output = await openOutputFile(path, createRedactor([secret]));
    const print = (text: string) => output.write("stdout", Buffer.from(text));
    const holds = (text: string) =>
      vi.waitFor(async () => expect(await readFile(path, "utf8")).toBe(text), { timeout: 60_000 });
    return { path, output, print, holds };
  };

  it("holds the lines that were printed, without a secret that has only begun", async () => {
    const { output, print, holds } = await opened("hunter22-secret");
    await print("epoch 1\nepo");
    await holds("epoch 1\n");
    await print("ch 2\nkey hunter22\n");
    await holds("epoch 1\nepoch 2\n");
    await print("-secret\n");
    await holds("epoch 1\nepoch 2\nkey [redacted]\n");
    await print("unfinished");
    expect(await output.close()).toEqual([]);
    await holds("epoch 1\nepoch 2\nkey [redacted]\nunfinished");
  });

  it("holds a line that ends as a secret begins, and takes it back where it was one", async () => {
    const { output, print, holds } = await opened("7734-very-secret");
    await print("loss: 0.7\n");
    await holds("loss: 0.7\n");
    await print("pin 7\n\n\n\n\n\n\n\n");
    await holds("loss: 0.7\npin 7\n\n\n\n\n\n\n\n");
    await print("734-very-secret\n");
    await holds("loss: 0.7\npin [redacted]\n");
    await output.close();
  });
});

test("holds the state of a progress bar while it runs, and one state of it at the end", async () => {
  const path = join(tempFolder(), "log");
  const output = await openOutputFile(path, createRedactor([]));
  const print = (text: string) => output.write("stderr", Buffer.from(text));
  const holds = (text: string) =>
    vi.waitFor(async () => expect(await readFile(path, "utf8")).toBe(text), { timeout: 60_000 });
  await print("start\n");
  for (const share of ["0", "10", "20"]) await print(`\repoch: ${share} %`);
  await holds("start\nepoch: 10 %");
  await print("\repoch: 9\n");
  await print("\repoch: 30 %\r");
  await holds("start\nepoch: 9\nepoch: 30 %");
  await output.close();
  await holds("start\nepoch: 9\nepoch: 30 %\r");
});

it.skipIf(process.platform !== "linux")("a disk that is full is told, and raises nothing", async () => {
  const output = await openOutputFile("/dev/full", createRedactor([]));
  for (let turn = 0; turn < 3; turn += 1)
    await output.write("stdout", Buffer.from(`${"epoch: 1.".repeat(8000)}\n`));
  expect(await output.close()).toEqual([
    expect.stringMatching(/^output: cannot be written: ENOSPC.*left out$/),
  ]);
});
