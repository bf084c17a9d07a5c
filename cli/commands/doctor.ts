import type { Diagnosis } from "../../usecases/diagnosis.ts";
import { examineRegistry } from "../../usecases/examine-registry.ts";
import { APP_SLUG, type Command, REMOTE_OPTIONS } from "../command.ts";
import { counted, visible } from "../text.ts";

const MARKS = { fine: "✅", advice: "💡", mend: "❌", unknown: "❔" } as const satisfies Record<
  Diagnosis["level"],
  string
>;

export const doctorCommand: Command = {
  name: "doctor",
  about: "say whether a registry on GitHub is guarded, reachable and complete, and what to mend",
  positionals: [{ name: "REGISTRY", about: "owner/name of the registry repository" }],
  options: REMOTE_OPTIONS,
  examples: [
    'GITHUB_TOKEN="$(gh auth token)" pedigree doctor acme/registry',
    "pedigree doctor acme/registry --json",
  ],
  run: async ({ positionals, values }, ports) => {
    const [repository = ""] = positionals;
    const { branch: asked, app = APP_SLUG } = values;
    const inspection = await ports.openInspection({ repository, branch: asked, app });
    const diagnoses = await examineRegistry(inspection, await ports.documents());
    const { fullName, branch } = inspection;
    const status = statusOf(diagnoses);
    return {
      json: { registry: fullName, branch, inOrder: status === 0, diagnoses },
      text: [
        `${visible(fullName)}, branch ${visible(branch)}`,
        ...diagnoses.flatMap(describe),
        "",
        sum(diagnoses),
      ].join("\n"),
      status,
    };
  },
};

function statusOf(diagnoses: readonly Diagnosis[]): 0 | 1 | 2 {
  if (diagnoses.some(({ level }) => level === "mend")) return 2;
  return diagnoses.some(({ level }) => level === "unknown") ? 1 : 0;
}

function describe({ level, about, what, remedy }: Diagnosis): readonly string[] {
  const line = `${MARKS[level]} ${about.padEnd(11)} ${visible(what)}`;
  return remedy === null ? [line] : [line, `            → ${visible(remedy)}`];
}

function sum(diagnoses: readonly Diagnosis[]): string {
  const count = (wanted: Diagnosis["level"]) => diagnoses.filter(({ level }) => level === wanted).length;
  const [mend, unknown] = [count("mend"), count("unknown")];
  if (mend + unknown === 0) return "In order.";
  return `${counted(mend, "thing")} to mend, ${counted(unknown, "thing")} that could not be seen.`;
}
