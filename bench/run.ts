import { fork } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { benchCliStart } from "./cli-start.ts";
import { benchColdStart } from "./cold-start.ts";
import { benchComment } from "./comment.ts";
import { benchCompare } from "./compare.ts";
import { benchDecide } from "./decide.ts";
import { benchEvaluation } from "./evaluation.ts";
import { benchGto } from "./gto.ts";
import { benchHashing } from "./hashing.ts";
import { benchImportHistory } from "./import-history.ts";
import { benchImporters } from "./importers.ts";
import { benchInputCaps } from "./input-caps.ts";
import { benchLive } from "./live.ts";
import { benchOutput } from "./output.ts";
import { benchReconcile } from "./reconcile.ts";
import { benchRecorder } from "./recorder.ts";
import { type BenchRow, formatTable, report } from "./report.ts";
import { benchRunRequests } from "./run-requests.ts";
import { benchTracking } from "./tracking.ts";
import { benchVerify } from "./verify.ts";
import { benchWebhook } from "./webhook.ts";

type Bench = () => readonly BenchRow[] | Promise<readonly BenchRow[]>;

const BENCHES: readonly Bench[] = [
  benchColdStart,
  benchCliStart,
  benchRecorder,
  benchRunRequests,
  benchComment,
  benchCompare,
  benchDecide,
  benchEvaluation,
  benchReconcile,
  benchTracking,
  benchLive,
  benchWebhook,
  benchOutput,
  benchHashing,
  benchVerify,
  benchImporters,
  benchImportHistory,
  benchGto,
  benchInputCaps,
];

/** As large as a registry may become; takes ten minutes more. */
const LARGE: readonly Bench[] = [
  () => benchReconcile(1_000),
  () => benchVerify({ models: 1_000, versions: 10, moves: 5 }),
];
const ALL = [...BENCHES, ...LARGE];

const { values } = parseArgs({
  options: {
    save: { type: "boolean", default: false },
    large: { type: "boolean", default: false },
    only: { type: "string" },
  },
});
if (values.only === undefined) await measureAll(values.large ? ALL : BENCHES, values.save);
else process.send?.(await ALL[Number(values.only)]?.());

/** One after the other, for they would disturb each other. */
async function measureAll(benches: readonly Bench[], save: boolean): Promise<void> {
  const rows: BenchRow[] = [];
  for (const number of benches.keys()) rows.push(...(await measureApart(number)));
  const measured = report(rows);
  process.stdout.write(`${formatTable(measured)}\n\n${JSON.stringify(measured)}\n`);
  if (!save) return;
  writeFileSync(path.join(import.meta.dirname, "results.json"), `${JSON.stringify(measured, null, 2)}\n`);
}

/** In a process of its own: what the benches before have left in memory would be measured as well. */
async function measureApart(number: number): Promise<readonly BenchRow[]> {
  const measuring = fork(import.meta.filename, ["--only", String(number)], { serialization: "advanced" });
  const rows: BenchRow[] = [];
  measuring.on("message", (measured: readonly BenchRow[]) => rows.push(...measured));
  const [status] = await once(measuring, "close");
  if (status !== 0 || rows.length === 0) throw new Error(`bench ${number} ended with status ${status}`);
  return rows;
}
