import { PedigreeError } from "../../core/errors.ts";
import { HISTORY_FORMATS, type HistoryFormat } from "../../core/ports/run-histories.ts";
import { createRedactor } from "../../core/run/redact.ts";
import { type ImportReport, type ImportRow, importRuns } from "../../usecases/import-runs.ts";
import { rehearsalStore } from "../../usecases/rehearsal-store.ts";
import type { Command } from "../command.ts";
import { STORE_OPTION } from "../local/options.ts";
import { columns, counted, visible } from "../text.ts";
import { createWorkTeller } from "../work.ts";

/** Reasons are often the same for a thousand runs; `--json` has all. */
const MAX_SHOWN = 20;

export const importCommand: Command = {
  name: "import",
  about: "take over the runs that another tracker has left in a folder, into the runs of this machine",
  positionals: [
    {
      name: "FORMAT",
      about: `${HISTORY_FORMATS.join(", ")}; auto takes all that it knows`,
      choices: HISTORY_FORMATS,
    },
    { name: "PLACE", about: "the folder, or one file", default: "." },
  ],
  options: [
    { name: "dry-run", about: "say what would be imported, and keep nothing" },
    { name: "experiment", value: "NAME", about: "the experiment of every run; without it the tracker's own" },
    { name: "unfinished", about: "take runs that go on, or were killed without a word, as failed ones" },
    { name: "system", about: "take measurements of the machine as well, as metrics under system/" },
    STORE_OPTION,
  ],
  examples: [
    "pedigree import mlflow mlruns",
    "pedigree import mlflow mlflow.db --dry-run",
    "pedigree import trackio ~/.cache/huggingface/trackio --json",
    "pedigree import auto experiments --experiment churn",
  ],
  run: async ({ positionals, values, switches }, ports) => {
    const [format = "", place = "."] = positionals;
    const { store, root, secrets } = ports.openRuns(values.store, switches.has("json"));
    const isRehearsal = switches.has("dry-run");
    const histories = await ports.openHistories(place);
    const known = formatOf(format);
    const report = await importRuns(
      {
        histories,
        store: isRehearsal ? rehearsalStore(store) : store,
        tell: createWorkTeller(ports.terminal),
      },
      {
        format: known,
        machine: switches.has("system"),
        experiment: values.experiment ?? null,
        unfinished: switches.has("unfinished"),
        redact: createRedactor(secrets),
      },
    );
    const nothing = `no runs are here: looked in ${place} for ${histories.lookedFor(known).join(", ")}`;
    return {
      json: { dryRun: isRehearsal, store: root, lookedFor: histories.lookedFor(known), ...report },
      text: report.rows.length === 0 ? visible(nothing) : describe(report, { root, isRehearsal }),
      status: statusOf(report),
    };
  },
};

/** 2 where a run was refused, 1 where something is missing: runs that were left out, parts of runs, or any run at all. */
function statusOf({ counts, rows }: ImportReport): number {
  if (counts.refused > 0) return 2;
  return counts["left out"] > 0 || counts.partial > 0 || rows.length === 0 ? 1 : 0;
}

function describe(
  { counts, rows }: ImportReport,
  { root, isRehearsal }: { readonly root: string; readonly isRehearsal: boolean },
): string {
  const first = `${counted(counts.imported, "run")} ${isRehearsal ? "would be imported" : "imported"} into ${visible(root)}`;
  const more = [
    counts["already there"] > 0 ? `${counts["already there"]} already there` : "",
    counts.partial > 0 ? `${counts.partial} of them not whole` : "",
    counts["left out"] > 0 ? `${counts["left out"]} left out` : "",
    counts.refused > 0 ? `${counts.refused} refused` : "",
  ].filter((part) => part !== "");
  return [[first, ...more].join(", "), ...experiments(rows), ...reasons(rows)].join("\n");
}

function experiments(rows: readonly ImportRow[]): readonly string[] {
  const kept = rows.filter(({ outcome }) => outcome === "imported" || outcome === "already there");
  const groups = [...Map.groupBy(kept, ({ experiment }) => experiment ?? "")];
  const lines = columns(
    groups.slice(0, MAX_SHOWN).map(([name, runs]) => [name, counted(runs.length, "run")]),
  );
  const hidden = groups.length - lines.length;
  const rest = hidden > 0 ? [`  and ${counted(hidden, "more experiment")}`] : [];
  return groups.length === 0 ? [] : ["", ...lines.map((line) => `  ${line}`), ...rest];
}

function reasons(rows: readonly ImportRow[]): readonly string[] {
  const told = rows.filter(({ reason }) => reason !== null);
  const lines = told.slice(0, MAX_SHOWN).map(({ path, name, outcome, partial, reason }) => {
    const what = partial && outcome !== "left out" ? "not whole" : outcome;
    return visible(`${what}: ${path}${name === null ? "" : ` (${name})`}: ${reason ?? ""}`);
  });
  const rest = told.length > lines.length ? [`and ${told.length - lines.length} more; --json has all`] : [];
  return told.length === 0 ? [] : ["", ...lines, ...rest];
}

function formatOf(text: string): HistoryFormat {
  const format = HISTORY_FORMATS.find((known) => known === text);
  if (format !== undefined) return format;
  throw new PedigreeError("INPUT_INVALID", "nothing can be imported from there", {
    subject: "FORMAT",
    expected: `one of gto, ${HISTORY_FORMATS.join(", ")}`,
    found: JSON.stringify(text.slice(0, 60)),
  });
}
