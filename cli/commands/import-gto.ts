import { PedigreeError } from "../../core/errors.ts";
import type { GtoPlan, PlannedModel } from "../../core/gto/plan.ts";
import type { GtoOptions } from "../../core/gto/stages.ts";
import { planFromGto } from "../../usecases/plan-gto.ts";
import type { Command } from "../command.ts";
import { asideOf, columns, counted, short, visible } from "../text.ts";

const MAX_SHOWN = 50;
/** Beside `models/`, and no part of the pull request. */
const [PLAN_FILE, REPORT_FILE] = ["gto-plan.json", "gto-report.txt"];

export const importGtoCommand: Command = {
  name: "import gto",
  about:
    "say what a registry would hold of the artifacts that GTO governs by tags, and prepare a pull request for it",
  positionals: [{ name: "DIR", about: "a clone with its tags", default: "." }],
  options: [
    {
      name: "out",
      value: "DIR",
      about: `folder to write models/NAME/model.yml, ${PLAN_FILE} and ${REPORT_FILE} into`,
    },
    {
      name: "holder",
      value: "RULE",
      choices: ["newest", "greatest"],
      about:
        "which assigned version holds a stage: newest (the assignment, as GTO does) or greatest (the version)",
    },
    { name: "board", about: "a version leaves its stage when it enters another one" },
  ],
  examples: ["pedigree import gto", "pedigree import gto ~/models --out registry-import"],
  run: async ({ positionals, values, switches }, ports) => {
    const source = await ports.openGto(positionals[0] ?? ".");
    const options = { holder: holderOf(values.holder), isBoard: switches.has("board") };
    const { plan, files, notes } = await planFromGto(source, options);
    const report = describe(plan);
    if (values.out !== undefined) {
      const beside = [
        [PLAN_FILE, `${JSON.stringify(plan, null, 2)}\n`],
        [REPORT_FILE, `${report}\n`],
      ] as const;
      await ports.writeNew(values.out, new Map([...files, ...beside]));
    }
    const next =
      values.out === undefined
        ? []
        : [
            "",
            visible(
              `models/ in ${values.out} is ready for a pull request into the registry; name the owners first`,
            ),
          ];
    return {
      json: plan,
      text: [report, ...next].join("\n"),
      aside: asideOf(notes),
      status: plan.conflicts.length > 0 ? 2 : notes.length > 0 || plan.passedOver.length > 0 ? 1 : 0,
    };
  },
};

function describe({ models, conflicts, passedOver }: GtoPlan): string {
  const versions = models.reduce((count, model) => count + model.versions.length, 0);
  const parts = [`${counted(models.length, "model")} with ${counted(versions, "version")}`];
  for (const model of models) parts.push("", ...modelLines(model));
  if (conflicts.length > 0) parts.push("", "To decide or to know:");
  for (const { artifact, kind, what, tags } of conflicts) {
    const named = tags.slice(0, 4).join(", ");
    parts.push(visible(`  ${artifact}: ${kind}: ${what}${named === "" ? "" : ` (${named})`}`));
  }
  if (passedOver.length > 0) parts.push("", "Tags that do not count:");
  for (const { tag, reason } of passedOver.slice(0, MAX_SHOWN)) parts.push(visible(`  ${tag}: ${reason}`));
  if (passedOver.length > MAX_SHOWN)
    parts.push(`  and ${passedOver.length - MAX_SHOWN} more; --json has all`);
  const rest = [
    "",
    "A registry takes a version with the run that made it, and moves a stage by review: neither follows from a tag.",
    "Register what should stay by a run at its commit, and ask for its stage; the plan keeps what GTO said.",
  ];
  return [...parts, ...(models.length > 0 ? rest : [])].join("\n");
}

function modelLines({ model, artifact, versions, stages }: PlannedModel): readonly string[] {
  const held = Map.groupBy(stages, ({ commit, version }) => version ?? commit);
  const stagesOf = (key: string) =>
    (held.get(key) ?? []).map(
      ({ stage, needsConfirmation }) => `${stage}${needsConfirmation ? " (confirm)" : ""}`,
    );
  const rows = versions.slice(-MAX_SHOWN).map(({ number, version, commit, registeredAt, by, state }) => {
    const note = state === "registered" ? "" : state;
    return [
      String(number),
      version,
      short(commit),
      registeredAt.slice(0, 10),
      by,
      note,
      stagesOf(version).join(", "),
    ];
  });
  const loose = stages.filter(({ version }) => version === null);
  const hidden = versions.length - rows.length;
  return [
    visible(model === artifact ? model : `${model} (${artifact} in GTO)`),
    ...(hidden > 0 ? [`  ${hidden} older versions; --json has all`] : []),
    ...columns(rows).map((line) => `  ${line}`),
    ...loose.map(({ stage, commit }) => `  ${stage}: commit ${short(commit)}, without a version`),
  ];
}

function holderOf(text = "newest"): GtoOptions["holder"] {
  if (text === "newest" || text === "greatest") return text;
  throw new PedigreeError("INPUT_INVALID", "no such rule", {
    subject: "--holder",
    expected: "newest or greatest",
    found: JSON.stringify(text.slice(0, 60)),
  });
}
