import { parseReference, type ShownModel, type ShownVersion, showModel } from "../../usecases/show-model.ts";
import { type Command, DIRECTORY_OPTION, REGISTRY_OPTIONS, withRegistry } from "../command.ts";
import { columns, visible } from "../text.ts";

export const showCommand: Command = {
  name: "show",
  about: "who holds which stage of a model, and the digests of a version's files",
  positionals: [{ name: "MODEL[@STAGE|@VERSION]", about: "the model, or those of its versions" }],
  options: [DIRECTORY_OPTION, ...REGISTRY_OPTIONS],
  examples: ["pedigree show churn", "pedigree show churn@production --json", "pedigree show churn@3"],
  run: async ({ positionals, values }, ports) => {
    const reference = parseReference(positionals[0] ?? "");
    const place = { folder: values.dir ?? ".", ref: values.ref };
    const shown = await withRegistry(ports, place, (history) => showModel(history, reference));
    const text =
      reference.of === null ? describeModel(shown) : shown.versions.map(describeVersion).join("\n\n");
    return { json: reference.of === null ? shown.stages : shown.versions, text, status: 0 };
  },
};

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
