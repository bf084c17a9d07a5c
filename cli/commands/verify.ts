import type { Finding } from "../../core/registry/verify-finding.ts";
import { type Verification, verifyRegistry } from "../../usecases/verify-registry.ts";
import { type Command, REGISTRY_OPTIONS, withRegistry } from "../command.ts";
import { counted, short, visible } from "../text.ts";

/** How many findings and commits a terminal shows; `--json` has all of them. */
const MAX_SHOWN = 50;

export const verifyCommand: Command = {
  name: "verify",
  about: "recompute every decision of a registry's history and find any altered byte",
  positionals: [{ name: "DIR", about: "a clone of the registry with its whole history", default: "." }],
  options: REGISTRY_OPTIONS,
  examples: ["pedigree verify registry", "pedigree verify --ref origin/pedigree --json"],
  run: async ({ positionals, values }, ports) => {
    const [folder = "."] = positionals;
    const [documents, attestations, renderer, localTime] = await Promise.all([
      ports.documents(),
      ports.attestations(),
      ports.renderer(),
      ports.localTime(),
    ]);
    const verification = await withRegistry(ports, { folder, ref: values.ref }, (registry) =>
      verifyRegistry({ history: registry, objects: registry, documents, attestations, renderer, localTime }),
    );
    const inOrder = verification.findings.length === 0;
    return { json: { inOrder, ...verification }, text: describe(verification), status: inOrder ? 0 : 2 };
  },
};

function describe(verification: Verification): string {
  const { ref, tip, replayed, edits, reworded, others, findings } = verification;
  const inOrder = findings.length === 0;
  return [
    `${visible(ref)} at ${tip}`,
    replayed
      ? describeCounts(verification)
      : "The history was not replayed: it cannot be read past what is damaged.",
    ...(edits > 0 ? [`${counted(edits, "edit")} by people, approved as \`access.edit\` asks`] : []),
    ...(reworded > 0 ? [`${counted(reworded, "decision")} explained in the words of another release`] : []),
    ...describeOthers(others),
    "",
    ...shown(findings.map(describeFinding)),
    inOrder
      ? "In order: every object is whole, every decision was recomputed, and every governed file is what its landing wrote."
      : `NOT in order: ${counted(findings.length, "finding")}.`,
  ].join("\n");
}

function describeCounts({ commits, events, models, versions }: Verification): string {
  return [
    counted(commits, "commit"),
    counted(events, "event"),
    counted(models, "model"),
    counted(versions, "version"),
  ].join(", ");
}

function describeOthers(others: Verification["others"]): readonly string[] {
  if (others.length === 0) return [];
  const lines = others.map(
    ({ commit, kind, at, author, subject }) =>
      `  ${kind === "edit" ? "edit      " : "UNGOVERNED"} ${short(commit)} ${at} ${visible(author)}: ${visible(subject)}`,
  );
  return ["", "Commits that are no landings:", ...shown(lines)];
}

function describeFinding({ code, commit, file, path, expected, found, remedy }: Finding): string {
  const place = [file ?? "the commit", ...(path === null ? [] : [path])].map(visible).join(": ");
  return [
    `${code}: ${place}`,
    `  in commit ${commit}`,
    `  expected ${visible(expected)}`,
    `  found    ${visible(found)}`,
    ...(remedy === undefined ? [] : [`  remedy   ${remedy}`]),
    "",
  ].join("\n");
}

function shown(lines: readonly string[]): readonly string[] {
  const more = lines.length - MAX_SHOWN;
  return [...lines.slice(0, MAX_SHOWN), ...(more > 0 ? [`  and ${more} more; --json lists all`] : [])];
}
