import { appendFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tailLog } from "../../../adapters/live/log-tail.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const values = (measurements: readonly { value: number }[]) => measurements.map(({ value }) => value);

test("lines are read once, whole, however they arrive", async () => {
  const path = join(tempFolder(), "output.log");
  const log = tailLog(path);
  expect(await log.read()).toEqual([]);
  const text = "é[0]\tno\n[0]\ttrain-rmse:0.5\r\n10:\tlearn: 0.75\ttotal: 1ms\n[2]\ttrain-rmse:nan\n";
  for (const byte of Buffer.from(text)) {
    await appendFile(path, Uint8Array.of(byte));
    await log.read();
  }
  expect(values(await log.read())).toEqual([0.5, 0.75, Number.NaN]);
});

test("a file that was cut goes on from its end", async () => {
  const path = join(tempFolder(), "output.log");
  const log = tailLog(path);
  await writeFile(path, "[0]\ttrain-rmse:0.5\n".repeat(3));
  await log.read();
  await truncate(path, 0);
  await log.read();
  await appendFile(path, "[9]\ttrain-rmse:0.125\n");
  expect(values(await log.read()).at(-1)).toBe(0.125);
});

test("a line without an end costs no memory", async () => {
  const path = join(tempFolder(), "output.log");
  const log = tailLog(path);
  await writeFile(path, "[0]\ttrain-rmse:0.5".padEnd(10_000_000, "x"));
  for (let look = 0; look < 3; look += 1) await log.read();
  await appendFile(path, "\n[1]\ttrain-rmse:0.25\n");
  expect(values(await log.read())).toEqual([0.25]);
});

test("what stands in the place of a progress bar is read whole", async () => {
  const path = join(tempFolder(), "output.log");
  const log = tailLog(path);
  const line = (step: number) => `${step}:\tlearn: 0.${step}\ttotal: 1ms\n`;
  await writeFile(path, `${line(1)}bar 10 %`);
  await log.read();
  await writeFile(path, `${line(1)}${line(12)}bar 20 %`);
  expect(values(await log.read())).toEqual([0.1, 0.12]);
  await writeFile(path, `${line(1)}${line(12)}bar 20 %\n`);
  await log.read();
  await writeFile(path, `${line(1)}${line(12)}${line(345)}${line(6)}`);
  expect(values(await log.read())).toEqual([0.1, 0.12, 0.6]);
});
