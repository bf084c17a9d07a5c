import type { CardFacts } from "../core/card/card-facts.ts";
import { describeCard, type ReadCard } from "../core/card/describe-card.ts";
import { PedigreeError } from "../core/errors.ts";
import type { Ancestry } from "../core/lineage/ancestry.ts";
import type { ModelName } from "../core/names.ts";
import type { Tree } from "../core/ports/registry-repository.ts";
import { formatPath } from "../core/registry/layout.ts";
import type { Version } from "../core/registry/version.ts";
import type { Run } from "../core/run/run.ts";
import type { FactsQuestion } from "./facts-question.ts";
import { judgeCard, readCardForm, versionBefore } from "./fill-card.ts";
import type { RegistryPorts } from "./ports.ts";
import { type ModelState, readFile, readTextAt, readVersionRun, versionFile } from "./read-registry.ts";

/** Template and sections as the tip of the registry branch has them: never a pull request's. */
export function cardFormAt(ports: Pick<RegistryPorts, "repository" | "documents">, tip: Tree) {
  return readCardForm(ports, (path) => readFile(ports.repository, tip, path));
}

/** What fills in a card beside the run: what people say of the model, and the version before at the tip. */
export async function cardContext(
  ports: Pick<RegistryPorts, "repository" | "registry">,
  { tip, model, version }: { readonly tip: Tree; readonly model: ModelState; readonly version: number },
) {
  const server = ports.registry.serverUrl;
  const before = versionBefore(model.stages, version);
  if (before === undefined) return { model: model.model, server };
  const run = await readVersionRun(ports.repository, tip, { model: model.stages.model, version: before });
  return { model: model.model, server, previous: { version: before, run } };
}

/** A version's record, with what its model was made from as far as the run says so. */
interface RecordedVersion {
  readonly version: Version;
  readonly run: Run;
  readonly ancestry: Ancestry | undefined;
}

/** The facts of the card to judge; compared with the run where some requirement asks for a card. */
export async function readCardFacts(
  ports: RegistryPorts,
  question: FactsQuestion,
  recorded: RecordedVersion | undefined,
): Promise<CardFacts> {
  const { move, state, model } = question;
  const form = await cardFormAt(ports, state.tree);
  const card = await readCard(ports, question);
  if (recorded === undefined) return describeCard(card, form.sections);
  const context = await cardContext(ports, { tip: state.tree, model, version: move.version });
  const { version, run, ancestry } = recorded;
  const subject = { name: move.model satisfies ModelName, version, run, ...context };
  return judgeCard(ports.renderer, form, { card, subject, ancestors: ancestry?.runs });
}

async function readCard(ports: RegistryPorts, { cardTree, move }: FactsQuestion): Promise<ReadCard> {
  if (!cardTree.known) throw missing(cardTree.reason);
  const place = { model: move.model, version: move.version, file: "card.md" } as const;
  const path = formatPath({ kind: "version-file", ...place });
  const file = versionFile(cardTree.value, move, "card.md");
  if (file === undefined) throw missing(`${path} does not exist`);
  return ports.documents.card(await readTextAt(ports.repository, file, path));
}

function missing(reason: string): PedigreeError {
  return new PedigreeError("FILE_NOT_FOUND", reason);
}
