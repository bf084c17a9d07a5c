import { readCardFile } from "../../adapters/importers/card-file.ts";
import { createRenderer } from "../../adapters/render/renderer.ts";
import { compareWithRun } from "../../core/card/card-evidence.ts";
import type { CardFacts } from "../../core/card/card-facts.ts";
import type { CardSubject, MetricScope } from "../../core/card/card-view.ts";
import type { DataVersion } from "../../core/data/data-version.ts";
import { versionSchema } from "../../core/registry/version.ts";
import { type Run, runSchema } from "../../core/run/run.ts";
import { type CardForm, fillCard, judgeCard } from "../../usecases/fill-card.ts";
import { buildRun, type RunInput } from "./build-run.ts";
import { model } from "./facts.ts";

export const PLAIN_FORM: CardForm = { template: null, sections: undefined };
const renderer = createRenderer();

/** One data version by name and role; its digest and id follow from `content`. */
export function dataVersion(name: string, role: DataVersion["role"], content: string = name): DataVersion {
  const digest = Buffer.from(content).toString("hex").padEnd(64, "0").slice(0, 64);
  return runSchema.shape.data.element.parse({
    name,
    scheme: "sha256",
    id: digest,
    digest,
    bytes: 10,
    files: 1,
    strength: "A",
    role,
  });
}

export const DATA = [dataVersion("data/train.csv", "training"), dataVersion("data/test.csv", "evaluation")];

/** Version 2 of churn with its run, as the card is filled from it. */
export function cardSubject(run: RunInput = {}, previous?: Run): CardSubject {
  const input = { metrics: { auc: 0.91 }, params: { lr: 0.1 }, data: DATA, ...run };
  const built = buildRun({ id: runSchema.shape.id.parse("a".repeat(32)), ...input });
  const subject = { name: model("churn"), model: null, version: versionOf(built), run: built };
  return previous === undefined ? subject : { ...subject, previous: { version: 1, run: previous } };
}

export function versionOf(run: Run) {
  return versionSchema.parse({
    schemaVersion: 1,
    kind: "version",
    model: "churn",
    version: 2,
    run: { id: run.id, digest: "1".repeat(64) },
    provenance: {
      repository: { id: 1, fullName: "acme/churn" },
      workflow: ".github/workflows/train.yml",
      runId: 7,
      runAttempt: 1,
      event: "push",
      branch: "main",
      commit: "c".repeat(40),
      actor: null,
      artifact: { id: 9, name: "pedigree-run.train", digest: "2".repeat(64), bytes: 1000 },
    },
    files: [{ path: "model.json", digest: "3".repeat(64), bytes: 10, role: "model" }],
    createdAt: "2026-01-02T12:00:00Z",
  });
}

export function filledCard(
  subject: CardSubject,
  form: CardForm = PLAIN_FORM,
  scope: MetricScope = "evaluation",
): string {
  return fillCard(renderer, form, subject, scope);
}

/** The facts of a card's text against the run of the subject. */
export function judged(text: string, subject: CardSubject, form: CardForm = PLAIN_FORM): CardFacts {
  return judgeCard(renderer, form, { card: readCardFile(text), subject });
}

/** The same by the rules of an older record. */
export function judgedBy(rules: number, text: string, subject: CardSubject): CardFacts {
  return judgeCard(renderer, PLAIN_FORM, { card: readCardFile(text), subject, rules });
}

/** What was found in it. `fresh` spares the filling where many texts are compared with one run. */
export function findingsOf(text: string, subject: CardSubject, fresh: string = filledCard(subject)) {
  const card = readCardFile(text);
  const { name, version, run } = subject;
  return compareWithRun({ card, fresh, model: name, version: version.version, run, template: null }).findings;
}

const WORDS =
  "This is what a careful writer says here, in a good dozen words, and in a few more to be sure of it.";

/** Front matter and every placeholder filled in, as a writer would. */
export function completed(card: string): string {
  return card
    .replace('license: "[More Information Needed]"', "license: apache-2.0")
    .replace(/owner: .*/, "owner: acme/ml-leads")
    .replace('contact: "[More Information Needed]"', "contact: ml@acme.example")
    .replace('risk_tier: "[More Information Needed]"', "risk_tier: limited")
    .replaceAll("[More Information Needed]", WORDS);
}
