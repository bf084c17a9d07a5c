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

/** Every bench, one after the other: they would disturb each other. */
const BENCHES: readonly (() => readonly BenchRow[] | Promise<readonly BenchRow[]>)[] = [
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
const LARGE: typeof BENCHES = [
  () => benchReconcile(1_000),
  () => benchVerify({ models: 1_000, versions: 10, moves: 5 }),
];

const { values } = parseArgs({
  options: { save: { type: "boolean", default: false }, large: { type: "boolean", default: false } },
});
const rows: BenchRow[] = [];
for (const bench of values.large ? [...BENCHES, ...LARGE] : BENCHES) rows.push(...(await bench()));
const measured = report(rows);
process.stdout.write(`${formatTable(measured)}\n\n${JSON.stringify(measured)}\n`);
if (values.save) {
  writeFileSync(path.join(import.meta.dirname, "results.json"), `${JSON.stringify(measured, null, 2)}\n`);
}
