import { parseYaml } from "../adapters/importers/yaml.ts";
import { PedigreeError } from "../core/errors.ts";
import { namedTests } from "../test/attacks/named-tests.ts";
import {
  actionInputs,
  actionOutputs,
  attacksTable,
  cardSections,
  cliCommands,
  errorsTable,
  findingsTable,
  measurements,
  policyFields,
  requirementsReference,
} from "./doc-blocks.ts";
import { GALLERY, galleryImages, galleryPage } from "./gallery.ts";
import { type GeneratedFile, ROOT, readIfPresent, writeOrCheck } from "./generated.ts";
import { reliability } from "./reliability-block.ts";

/** Documents that may hold generated blocks. A block that a document does not mark is not written into it. */
const DOCUMENTS = [
  "README.md",
  "docs/errors.md",
  "docs/policy.md",
  "docs/cards.md",
  "docs/action.md",
  "docs/cli.md",
  "docs/measurements.md",
  "docs/reliability.md",
  "docs/security.md",
  "docs/verify.md",
  "docs/workflow.md",
];

/** Block name → text between `<!-- generated:NAME -->` and `<!-- /generated:NAME -->`. */
export type Blocks = ReadonlyMap<string, string>;

/** Every block that can be made now; those of the Action need `action.yml`. */
export async function generateBlocks(): Promise<Blocks> {
  const action = await readIfPresent("action.yml");
  const blocks = new Map([
    ["errors", errorsTable()],
    ["requirements", requirementsReference()],
    ["policy-fields", policyFields()],
    ["card-sections", cardSections()],
    ["cli-commands", cliCommands()],
    ["findings", findingsTable()],
    ["attacks", attacksTable(namedTests(ROOT))],
  ]);
  const saved = await readIfPresent("bench/results.json");
  if (saved !== undefined) blocks.set("measurements", measurements(JSON.parse(saved)));
  const govern = await readIfPresent("govern/action.yml");
  if (govern !== undefined) blocks.set("govern-inputs", actionInputs(parseYaml(govern, "govern/action.yml")));
  const tried = await readIfPresent("docs/reliability.json");
  if (tried !== undefined) blocks.set("reliability", reliability(JSON.parse(tried)));
  if (action === undefined) return blocks;
  const parsed = parseYaml(action, "action.yml");
  return blocks.set("action-inputs", actionInputs(parsed)).set("action-outputs", actionOutputs(parsed));
}

/** The document with its blocks replaced. A mark without its end raises INPUT_INVALID: it would eat the rest. */
export function fillDocument(document: string, blocks: Blocks, path: string): string {
  let text = document;
  for (const [name, block] of blocks) {
    const [begin, end] = [`<!-- generated:${name} -->`, `<!-- /generated:${name} -->`];
    const from = text.indexOf(begin);
    if (from < 0) continue;
    const to = text.indexOf(end, from);
    if (to < 0) {
      throw new PedigreeError("INPUT_INVALID", "a generated block has no end", {
        subject: path,
        expected: end,
      });
    }
    text = `${text.slice(0, from + begin.length)}\n\n${block}\n\n${text.slice(to)}`;
  }
  return text;
}

/** The documents as they should be, and the images of the gallery. */
export async function generateDocs(): Promise<readonly GeneratedFile[]> {
  const blocks = await generateBlocks();
  const files: GeneratedFile[] = [];
  for (const path of DOCUMENTS) {
    const text = await readIfPresent(path);
    if (text !== undefined) files.push({ path, text: fillDocument(text, blocks, path) });
  }
  const gallery = await readIfPresent(GALLERY);
  return gallery === undefined ? files : [...files, galleryPage(gallery), ...(await galleryImages(gallery))];
}

if (import.meta.main) await writeOrCheck(await generateDocs(), "npm run docs");
