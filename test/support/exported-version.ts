import { readCardFile } from "../../adapters/importers/card-file.ts";
import type { CardSubject } from "../../core/card/card-view.ts";
import type { ExportedVersion } from "../../core/export/exported-version.ts";
import { sha256Schema } from "../../core/names.ts";
import { cardSubject, completed, filledCard, judged } from "./card-subject.ts";

const digest = (digit: string) => sha256Schema.parse(digit.repeat(64));

/** Version 2 of churn in production, with the card that its owner completed unless another is given. */
export function exportedVersion(
  part: Partial<ExportedVersion> & { readonly text?: string; readonly of?: CardSubject } = {},
): ExportedVersion {
  const { of: subject = cardSubject(), text = completed(filledCard(subject)), ...rest } = part;
  return {
    subject,
    card: readCardFile(text),
    facts: judged(text, subject),
    stage: "production",
    at: "2026-02-01T09:00:00.000Z",
    digests: new Map([
      ["card.md", digest("a")],
      ["run.json", digest("b")],
      ["version.json", digest("c")],
    ]),
    events: [{ file: "models/churn/log/000004-moved.json", digest: digest("d") }],
    ...rest,
  };
}
