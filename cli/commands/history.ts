import { PedigreeError } from "../../core/errors.ts";
import type { ModelName } from "../../core/names.ts";
import type { Renderer } from "../../core/ports/renderer.ts";
import {
  type HistoryEntry,
  historyOf,
  type LoggedEvent,
  standingsAt,
  touchingStage,
} from "../../core/registry/history.ts";
import { type Moment, parseMoment } from "../../core/registry/moment.ts";
import { readHistory, type ToldEntry } from "../../usecases/read-history.ts";
import { parseModelName, readLog } from "../../usecases/read-log.ts";
import {
  type Arguments,
  type Command,
  type CommandResult,
  DIRECTORY_OPTION,
  REGISTRY_OPTIONS,
  withRegistry,
} from "../command.ts";
import { COLUMNS, evidenceCell, evidenceLines, type Row, rowOf } from "../history-rows.ts";
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
    const { stage } = args.values;
    return withRegistry(ports, place, async (history) => {
      const question = { model, stage, log: await readLog(history, model) };
      const documents = await ports.documents();
      const tell = (entries: readonly HistoryEntry[]) => readHistory({ history, documents }, entries);
      refuseUnknownStage(stage, historyOf(question.log));
      const told =
        moment === undefined ? await tellChanges(question, tell) : await tellMoment(question, moment, tell);
      return format(args, told, await ports.renderer());
    });
  },
};

interface Question {
  readonly model: ModelName;
  readonly stage: string | undefined;
  readonly log: readonly LoggedEvent[];
}

type Tell = (entries: readonly HistoryEntry[]) => Promise<readonly ToldEntry[]>;

/** What a form is made of. */
interface Told {
  readonly json: unknown;
  readonly title: string;
  readonly rows: readonly Row[];
  /** Whether there is room for the evidence of each. */
  readonly detailed: boolean;
}

async function tellChanges({ model, stage, log }: Question, tell: Tell): Promise<Told> {
  const changes = historyOf(log);
  const entries = await tell(stage === undefined ? changes : touchingStage(changes, stage));
  return { json: { model, entries }, title: model, rows: entries.map(rowOf), detailed: false };
}

async function tellMoment({ model, stage, log }: Question, moment: Moment, tell: Tell): Promise<Told> {
  const standings = standingsAt(log, moment).filter((one) => stage === undefined || one.stage === stage);
  const since = await tell(standings.map((standing) => standing.since));
  const title = `${model} at ${moment.until}${moment.wholeDay ? ", the end of that day in UTC" : ""}`;
  const json = {
    model,
    at: moment.until,
    standings: standings.map((standing, at) => ({ ...standing, since: since[at] })),
  };
  return { json, title, rows: since.map(rowOf), detailed: true };
}

function format({ switches }: Arguments, told: Told, renderer: Renderer): CommandResult {
  const { json, title, rows } = told;
  if (switches.has("csv")) {
    const lines = [COLUMNS, ...rows.map((row) => COLUMNS.map((name) => row[name]))].map(csvLine);
    return { json, text: lines.join("\r\n"), status: 0 };
  }
  if (switches.has("md")) {
    const view = { title, rows: rows.map((row) => ({ ...row, shown: evidenceCell(row) })) };
    return { json, text: renderer.render("history", view).trimEnd(), status: 0 };
  }
  return { json, text: formatText(told), status: 0 };
}

const TITLES = ["at (UTC)", "version", "change", "from", "to", "asked by", "approved by", "pull", "event"];

function formatText({ title, rows, detailed }: Told): string {
  if (rows.length === 0) return [title, "", "nothing"].join("\n");
  const lines = rows.map(({ at, version, change, from, to, requester, approvers, pull, digest }) => [
    at,
    version,
    change,
    from,
    to,
    requester,
    approvers,
    pull,
    short(digest),
  ]);
  const details = detailed ? rows.flatMap(detailsOf) : [];
  return [title, "", ...columns([TITLES, ...lines]), ...details].join("\n");
}

/** What a version stands on, line by line. */
function detailsOf(row: Row): readonly string[] {
  const head = `version ${row.version} in ${row.to}, by ${row.event} in ${row.commit}`;
  return ["", head, ...columns(evidenceLines(row)).map((line) => `  ${line}`)];
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
