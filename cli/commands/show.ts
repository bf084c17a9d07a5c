import { PedigreeError } from "../../core/errors.ts";
import { runIdSchema } from "../../core/names.ts";
import type { StoredRuns } from "../../core/ports/run-store.ts";
import type { Run } from "../../core/run/run.ts";
import { findRun, looksLikeRun, matchRuns, unknownRun } from "../../core/run/run-reference.ts";
import type { RunSummary } from "../../core/run/run-summary.ts";
import { requireRun } from "../../usecases/find-kept.ts";
import {
  parseModelReference,
  type ShownModel,
  type ShownVersion,
  showModel,
} from "../../usecases/show-model.ts";
import {
  type Arguments,
  type CliPorts,
  type Command,
  type CommandResult,
  DIRECTORY_OPTION,
  REGISTRY_OPTIONS,
  withRegistry,
} from "../command.ts";
import { STORE_OPTION } from "../local/options.ts";
import type { LocalRuns } from "../local/ports.ts";
import { runText } from "../local/run-text.ts";
import { asideOf, columns, visible } from "../text.ts";

export const showCommand: Command = {
  name: "show",
  about: "a run that is kept on this machine; or who holds which stage of a model, and a version's digests",
  positionals: [
    {
      name: "RUN|MODEL[@STAGE|@VERSION]",
      about:
        "a run (latest, latest~1, an id, its beginning, a name), or a model of the registry, or those of its versions",
    },
  ],
  options: [
    STORE_OPTION,
    { name: "model", about: "it is a model, whatever run has the same name" },
    DIRECTORY_OPTION,
    ...REGISTRY_OPTIONS,
  ],
  examples: [
    "pedigree show latest",
    "pedigree show churn",
    "pedigree show churn@production --json",
    "pedigree show churn@3",
  ],
  run: async (args, ports) => {
    const [text = ""] = args.positionals;
    const runs = ports.openRuns(args.values.store, args.switches.has("json"));
    const { runs: kept, notes } = isOfModel(text, args) ? NO_RUNS : await runs.store.list();
    const choice = { ports, kept, unread: notes.length };
    if (matchRuns(kept, text).length === 0) {
      await refuseDamaged(text, runs.store);
      return await showModelOr(text, args, choice);
    }
    await refuseBoth(text, args, choice);
    const shown = await describeRun(await requireRun(runs.store, findRun(kept, text)), ports, runs);
    // A whole id can mean none of those that cannot be read; `latest` and a name can.
    const beside = runIdSchema.safeParse(text).success ? [] : notes;
    return { ...shown, aside: asideOf([...beside, ...shown.notes]) };
  },
};

const NO_RUNS: StoredRuns = { runs: [], notes: [] };

/** Raises what is wrong with the record of an id, where there is one that cannot be read. */
async function refuseDamaged(text: string, store: LocalRuns["store"]): Promise<void> {
  const id = runIdSchema.safeParse(text);
  if (id.success) await store.get(id.data);
}

function isOfModel(text: string, { switches }: Arguments): boolean {
  return text.includes("@") || switches.has("model");
}

async function describeRun(run: Run, { terminal }: CliPorts, { store, folderOf, plots: read }: LocalRuns) {
  const notes: string[] = [];
  const curves = await store.curves(run.id).catch((error: unknown) => {
    notes.push(error instanceof Error ? error.message : "curves cannot be read");
    return new Map();
  });
  const folder = folderOf(run.id);
  const { value: plots, warnings } = await read(folder, run.files);
  return {
    json: { ...run, folder },
    text: [runText({ run, curves, plots }, terminal), "", visible(`in ${folder}`)].join("\n"),
    notes: [...notes, ...warnings],
    status: 0,
  };
}

interface Choice {
  readonly ports: CliPorts;
  readonly kept: readonly RunSummary[];
  /** How many records cannot be read. */
  readonly unread: number;
}

/** What says that here is no registry, or that a text is no model's name. */
const NO_MODEL: readonly string[] = ["POLICY_MISSING", "INPUT_INVALID", "NAME_INVALID"];

async function showModelOr(
  text: string,
  args: Arguments,
  { ports, kept, unread }: Choice,
): Promise<CommandResult> {
  try {
    return await describeReference(text, args, ports);
  } catch (error) {
    const isRun = !isOfModel(text, args) && (looksLikeRun(text) || kept.length + unread > 0);
    const isElsewhere = error instanceof PedigreeError && NO_MODEL.includes(error.code);
    throw isRun && isElsewhere ? unknownRun(text, kept.length, unread) : error;
  }
}

/** One word for a run and for a model is answered by neither. */
async function refuseBoth(text: string, args: Arguments, { ports, kept }: Choice): Promise<void> {
  if (/^latest(~|$)/.test(text) || kept.some(({ id }) => id === text)) return;
  const isModel = await describeReference(text, args, ports).then(
    () => true,
    () => false,
  );
  if (!isModel) return;
  const run = matchRuns(kept, text)[0];
  throw new PedigreeError("RUN_AMBIGUOUS", "a run and a model are meant", {
    subject: text,
    expected: `run ${run?.id ?? ""} by its id, or the model with --model`,
    found: `both the run ${run?.id ?? ""} and the registry's model ${text}`,
  });
}

async function describeReference(
  text: string,
  { values }: Arguments,
  ports: CliPorts,
): Promise<CommandResult> {
  const reference = parseModelReference(text);
  const place = { folder: values.dir ?? ".", ref: values.ref };
  const shown = await withRegistry(ports, place, (history) => showModel(history, reference));
  const described =
    reference.which === null ? describeModel(shown) : shown.versions.map(describeVersion).join("\n\n");
  return { json: reference.which === null ? shown.stages : shown.versions, text: described, status: 0 };
}

function describeModel({ stages }: ShownModel): string {
  const rows = Object.entries(stages.versions).map(([version, { stage, since, run, pull }]) => [
    version,
    stage,
    since,
    `#${pull}`,
    run,
  ]);
  return [
    `${stages.model}, after event ${stages.sequence}`,
    "",
    ...columns([["version", "stage", "since (UTC)", "pull", "run"], ...rows]),
  ].join("\n");
}

function describeVersion({ version, stage, since, pull, record, data, card }: ShownVersion): string {
  const { provenance, run, files } = record;
  const facts = [
    ["stage", `${stage} since ${since}`],
    ["pull request", `#${pull}`],
    ["run", run.id],
    ["run.json", `sha256 ${run.digest}`],
    ["card.md", card === null ? "none" : `sha256 ${card}`],
    ["trained by", provenance.actor?.login ?? "an account that GitHub did not name"],
    ["from", `${provenance.repository.fullName} ${provenance.commit}, ${provenance.workflow}`],
    ["artifact", `${provenance.artifact.name}, sha256 ${provenance.artifact.digest}`],
  ];
  const named = [
    ...files.map(({ path, digest }) => ["file", path, `sha256 ${digest}`]),
    ...data.map(({ name, scheme, id, role }) => [`${role} data`, name, `${scheme} ${id}`]),
  ];
  return [
    `${record.model} ${version}`,
    ...columns(facts),
    ...(named.length > 0 ? ["", ...columns(named)] : []),
  ]
    .map(visible)
    .join("\n");
}
