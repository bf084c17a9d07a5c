import { benchColdStart } from "./cold-start.ts";
import { benchComment } from "./comment.ts";
import { benchEvaluation } from "./evaluation.ts";
import { benchHashing } from "./hashing.ts";
import { benchImporters } from "./importers.ts";
import { type BenchRow, formatTable, report } from "./report.ts";
import { benchRunRequests } from "./run-requests.ts";
import { benchWebhook } from "./webhook.ts";

/** Every bench, one after the other: they would disturb each other. */
const BENCHES: readonly (() => readonly BenchRow[] | Promise<readonly BenchRow[]>)[] = [
  benchColdStart,
  benchRunRequests,
  benchComment,
  benchEvaluation,
  benchWebhook,
  benchHashing,
  benchImporters,
];

const rows: BenchRow[] = [];
for (const bench of BENCHES) rows.push(...(await bench()));
const measured = report(rows);
process.stdout.write(`${formatTable(measured)}\n\n${JSON.stringify(measured)}\n`);
