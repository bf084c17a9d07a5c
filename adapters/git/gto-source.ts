import { PedigreeError } from "../../core/errors.ts";
import {
  allowedStages,
  describeDvc,
  describeLegacy,
  type GtoDescription,
} from "../../core/gto/description.ts";
import type { GitTag } from "../../core/gto/event.ts";
import { commitShaSchema } from "../../core/names.ts";
import type { GtoFiles, GtoSource } from "../../core/ports/gto-source.ts";
import { parseYaml } from "../importers/yaml.ts";
import { askGit, streamGit } from "./git-command.ts";

const FIELDS = [
  "%(refname:strip=2)",
  "%(objecttype)",
  "%(*objecttype)",
  "%(*objectname)",
  "%(taggername)",
  "%(taggeremail)",
  "%(taggerdate:unix)",
  "%(contents:subject)",
];
const MAX_PIPELINES = 200;
const YAML_LIMITS = { maxBytes: 1024 * 1024, maxDepth: 32 };

/** The tags and the descriptions in a local clone. */
export function openGtoSource(folder: string): GtoSource {
  return { tags: () => readTags(folder), files: () => readFiles(folder) };
}

/** One call of git for all tags: one for each would take minutes where there are thousands. */
async function readTags(folder: string): Promise<readonly GitTag[]> {
  const chunks: Buffer[] = [];
  const args = ["for-each-ref", `--format=${FIELDS.join("%00")}`, "refs/tags"];
  for await (const chunk of streamGit(folder, args)) chunks.push(chunk);
  const lines = Buffer.concat(chunks).toString("utf8").split("\n");
  return lines.flatMap((line) => (line === "" ? [] : [readTag(line)]));
}

function readTag(line: string): GitTag {
  const [name = "", type, targetType, target, by = "", email = "", seconds = "", subject = ""] =
    line.split("\0");
  const commit = targetType === "commit" ? (commitShaSchema.safeParse(target).data ?? null) : null;
  const isAnnotated = type === "tag" && /^\d{1,12}$/.test(seconds);
  return {
    name,
    commit,
    tagger: isAnnotated ? { name: by, email: email.replace(/^<|>$/g, ""), seconds: Number(seconds) } : null,
    subject,
  };
}

/** At HEAD, as it was committed: the work tree may hold anything. */
async function readFiles(folder: string): Promise<GtoFiles> {
  const listed = await askGit(folder, ["ls-tree", "-r", "-z", "--name-only", "HEAD"]);
  const paths = listed?.split("\0") ?? [];
  const notes: string[] = [];
  const read = async <T>(path: string, use: (document: unknown) => T): Promise<T | undefined> => {
    try {
      const text = await askGit(folder, ["cat-file", "blob", `HEAD:${path}`]);
      return use(parseYaml(text ?? "", path, YAML_LIMITS));
    } catch (error) {
      if (!(error instanceof PedigreeError)) throw error;
      notes.push(error.message);
      return undefined;
    }
  };
  const pipelines = paths.filter((path) => /(^|\/)dvc\.yaml$/.test(path));
  if (pipelines.length > MAX_PIPELINES) {
    notes.push(`only ${MAX_PIPELINES} of ${pipelines.length} dvc.yaml were read`);
  }
  const descriptions: GtoDescription[] = [];
  if (paths.includes("artifacts.yaml")) {
    descriptions.push(
      ...((await read("artifacts.yaml", (document) => describeLegacy(document, "artifacts.yaml"))) ?? []),
    );
  }
  for (const path of pipelines.slice(0, MAX_PIPELINES)) {
    descriptions.push(...((await read(path, (document) => describeDvc(document, path))) ?? []));
  }
  const allowed = paths.includes(".gto")
    ? await read(".gto", (document) => allowedStages(document, ".gto"))
    : null;
  return { descriptions, allowedStages: allowed ?? null, notes };
}
