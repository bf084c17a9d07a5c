import { describeCard } from "../core/card/describe-card.ts";
import { PedigreeError } from "../core/errors.ts";
import { jsonOf } from "../core/json-text.ts";
import type { ModelName } from "../core/names.ts";
import type { EditedPath, PathProblem } from "../core/policy/edit-facts.ts";
import { isNewProof, MAX_EDITED_FILES } from "../core/policy/edit-paths.ts";
import type { Known } from "../core/policy/facts.ts";
import { bytesOf, MAX_REVIEWABLE_TOTAL, whyNotReviewable } from "../core/policy/reviewable.ts";
import type { Documents } from "../core/ports/documents.ts";
import type { TreeFile } from "../core/ports/registry-repository.ts";
import { CARD_SECTIONS_PATH, formatPath, POLICY_PATH, parsePath } from "../core/registry/layout.ts";
import { isRecordPath } from "../core/registry/record-path.ts";

/** Where edited files are read: from the host, or from a clone. */
export interface EditedTexts {
  readonly documents: Documents;
  /** Whether the registry branch has a file. */
  readonly has: (path: string) => boolean;
  /** Raises a coded error for what is no text, or too large. */
  readText(blob: TreeFile["blob"]): Promise<string>;
}

/**
 * What is wrong with the edited files as the head has them: a policy that cannot be used, a `model.yml` that cannot be read,
 * front matter that got worse, text that nobody can review. Links and records are refused for being such, and not read.
 */
export async function findProblems(
  texts: EditedTexts,
  paths: readonly EditedPath[],
): Promise<Known<PathProblem[]>> {
  if (paths.length > MAX_EDITED_FILES) return { known: false, reason: "there are too many files to read" };
  const problems: PathProblem[] = [];
  let total = 0;
  const counted: EditedTexts = {
    ...texts,
    readText: async (blob) => {
      const text = await texts.readText(blob);
      total += bytesOf(text);
      return text;
    },
  };
  for (const edited of paths) {
    const found = await problemsOf(counted, edited);
    problems.push(...found.map((problem) => ({ path: edited.path, problem })));
  }
  const [first] = paths;
  if (total > MAX_REVIEWABLE_TOTAL && first !== undefined) {
    const problem = `and the others have ${total} bytes, where ${MAX_REVIEWABLE_TOTAL} can be reviewed`;
    problems.push({ path: first.path, problem });
  }
  return { known: true, value: problems };
}

async function problemsOf(texts: EditedTexts, edited: EditedPath): Promise<readonly string[]> {
  const { path, head, tip } = edited;
  if (head === null) return path === POLICY_PATH ? ["removed, and without it everything is shut"] : [];
  if (head.mode !== "100644" || (isRecordPath(path) && !isNewProof(edited))) return [];
  try {
    const text = await texts.readText(head.blob);
    const place = parsePath(path);
    // Nobody reads a signature: what it proves is checked whenever it is used.
    if (place?.kind === "evidence") return problemsOfProof(texts, place, text);
    const hidden = whyNotReviewable(text);
    if (hidden !== undefined) return [hidden];
    return await problemsOfDocument(texts, { path, text, tip });
  } catch (error) {
    if (error instanceof PedigreeError && error.family === "user") return [error.message];
    throw error;
  }
}

interface EditedDocument {
  readonly path: string;
  readonly text: string;
  readonly tip: TreeFile | null;
}

async function problemsOfDocument(
  texts: EditedTexts,
  { path, text, tip }: EditedDocument,
): Promise<readonly string[]> {
  const { documents } = texts;
  const place = parsePath(path);
  // These raise what is wrong, with its place.
  if (place?.kind === "policy") documents.policy(text);
  if (place?.kind === "model") documents.model(text, path);
  if (path === CARD_SECTIONS_PATH) documents.cardSections(text);
  if (place?.kind !== "version-file") return [];
  const before = tip === null ? "" : await texts.readText(tip.blob);
  const known = frontMatterOf(documents, before);
  return frontMatterOf(documents, text).filter((problem) => tip === null || !known.includes(problem));
}

/** That it can be a bundle, of a version that is there. */
function problemsOfProof(
  { has }: EditedTexts,
  { model, version }: { readonly model: ModelName; readonly version: number },
  text: string,
): readonly string[] {
  const record = formatPath({ kind: "version-file", model, version, file: "version.json" });
  if (!has(record)) return [`a proof for ${model} ${version}, which the registry does not have`];
  return jsonOf(text) !== undefined ? [] : ["no JSON, and so no Sigstore bundle"];
}

function frontMatterOf(documents: Documents, text: string): readonly string[] {
  return describeCard(documents.card(text)).frontMatter.map(
    ({ path, problem }) => `front matter: ${path}: ${problem}`,
  );
}
