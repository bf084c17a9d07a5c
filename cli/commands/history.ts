import { PedigreeError } from "../../core/errors.ts";
import { type HistoryEntry, historyOf, standingsAt, touchingStage } from "../../core/registry/history.ts";
import { parseMoment } from "../../core/registry/moment.ts";
import { parseModelName, readLog } from "../../usecases/read-log.ts";
import {
  type Arguments,
  type Command,
  type CommandResult,
  DIRECTORY_OPTION,
  REGISTRY_OPTIONS,
  withRegistry,
} from "../command.ts";
import { columns, csvLine, short } from "../text.ts";

export const historyCommand: Command = {
  name: "history",
  about: "what was where, when, by whose approval and on what evidence",
  positionals: [{ name: "MODEL", about: "the model's name" }],
  options: [
    { name: "stage", value: "STAGE", about: "only what entered or left this stage, or stood in it" },
    {
      name: "at",
      value: "MOMENT",
      about: "who stood where at that moment: 2026-06-30 (the end of that day, UTC) or 2026-06-30T12:00:00Z",
    },
    { name: "csv", about: "as comma-separated values" },
    { name: "md", about: "as a Markdown table" },
    DIRECTORY_OPTION,
    ...REGISTRY_OPTIONS,
  ],
  examples: ["pedigree history churn", "pedigree history churn --stage production --at 2026-06-30"],
  run: async (args, ports) => {
    const model = parseModelName(args.positionals[0] ?? "");
    refuseTwoForms(args.switches);
    const moment = args.values.at === undefined ? undefined : parseMoment(args.values.at, "--at");
    const place = { folder: args.values.dir ?? ".", ref: args.values.ref };
    const log = await withRegistry(ports, place, (history) => readLog(history, model));
    const stage = args.values.stage;
    const changes = historyOf(log);
    refuseUnknownStage(stage, changes);
    if (moment === undefined) {
      const entries = stage === undefined ? changes : touchingStage(changes, stage);
      return format(args, {
        json: { model, entries },
        head: [model],
        rows: entries.map(rowOf),
        markdown: (rows) => ports.renderer.render("history", { title: model, rows }),
      });
    }
    const standings = standingsAt(log, moment).filter((one) => stage === undefined || one.stage === stage);
    const title = `${model} at ${moment.until}${moment.wholeDay ? ", the end of that day in UTC" : ""}`;
    return format(args, {
      json: { model, at: moment.until, standings },
      head: [title],
      rows: standings.map(({ since }) => rowOf(since)),
      markdown: (rows) => ports.renderer.render("history", { title, rows }),
    });
  },
};

/** One line of every form but JSON; the field names are the columns of the CSV. */
interface Row {
  readonly at: string;
  readonly version: string;
  readonly change: string;
  readonly from: string;
  readonly to: string;
  readonly requester: string;
  readonly approvals: string;
  readonly checks: string;
  readonly pull: string;
  readonly policy: string;
  readonly event: string;
  readonly digest: string;
  readonly commit: string;
}

const COLUMNS = [
  "at",
  "version",
  "change",
  "from",
  "to",
  "requester",
  "approvals",
  "checks",
  "pull",
  "policy",
  "event",
  "digest",
  "commit",
] as const satisfies readonly (keyof Row)[];

function rowOf(entry: HistoryEntry): Row {
  const { at, version, change, from, to, requester, approvals, checks, pull, policy, event, override } =
    entry;
  return {
    at,
    version: String(version),
    change,
    from: from ?? "",
    to,
    requester: requester?.login ?? "",
    approvals: [
      ...approvals.map(({ user, reviewId }) => `${user.login} (${user.id}, review ${reviewId})`),
      ...(override === undefined
        ? []
        : [`overridden by ${override.by.login} (${override.by.id}): ${override.reason}`]),
    ].join("; "),
    checks: checks.map(({ name, app, conclusion }) => `${name} by ${app}: ${conclusion}`).join("; "),
    pull: `#${pull}`,
    policy,
    event: event.file,
    digest: event.digest,
    commit: event.commit,
  };
}

interface Forms {
  readonly json: unknown;
  readonly head: readonly string[];
  readonly rows: readonly Row[];
  readonly markdown: (rows: readonly Row[]) => string;
}

function format({ switches }: Arguments, { json, head, rows, markdown }: Forms): CommandResult {
  if (switches.has("csv")) {
    const lines = [COLUMNS, ...rows.map((row) => COLUMNS.map((name) => row[name]))].map(csvLine);
    return { json, text: lines.join("\r\n"), status: 0 };
  }
  if (switches.has("md")) return { json, text: markdown(rows).trimEnd(), status: 0 };
  const titles = ["at (UTC)", "version", "change", "from", "to", "asked by", "approved by", "pull", "event"];
  const lines = rows.map((row) => [
    row.at,
    row.version,
    row.change,
    row.from,
    row.to,
    row.requester,
    row.approvals,
    row.pull,
    short(row.digest),
  ]);
  const table = rows.length === 0 ? ["nothing"] : columns([titles, ...lines]);
  return { json, text: [...head, "", ...table].join("\n"), status: 0 };
}

function refuseTwoForms(switches: ReadonlySet<string>): void {
  const forms = ["json", "csv", "md"].filter((name) => switches.has(name));
  if (forms.length < 2) return;
  throw new PedigreeError("INPUT_INVALID", "more than one form", {
    subject: "pedigree history",
    expected: "one of --json, --csv, --md",
    found: forms.map((name) => `--${name}`).join(" "),
  });
}

/** A stage that nothing ever entered is more likely mistyped than empty. */
function refuseUnknownStage(stage: string | undefined, changes: readonly HistoryEntry[]): void {
  const stages = [...new Set(changes.map(({ to }) => to))];
  if (stage === undefined || stages.some((name) => name === stage)) return;
  throw new PedigreeError("STAGE_UNKNOWN", "no version of the model was ever in this stage", {
    subject: "--stage",
    expected: `one of ${stages.join(", ")}`,
    found: JSON.stringify(stage.slice(0, 60)),
  });
}
