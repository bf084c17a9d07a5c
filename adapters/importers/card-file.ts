import { splitCard } from "../../core/card/card-body.ts";
import type { CardFacts } from "../../core/card/card-facts.ts";
import { describeCard } from "../../core/card/describe-card.ts";
import { PedigreeError } from "../../core/errors.ts";
import { parseYaml } from "./yaml.ts";

/** Longer than any card that somebody reads; the blob reader has its own, larger limit. */
const MAX_CARD_BYTES = 512 * 1024;

/**
 * How complete the model card in a text of `card.md` is. Broken front matter is a finding, not an error: people must
 * see it where they see the other gaps. Raises FILE_TOO_LARGE only.
 */
export function describeCardFile(text: string, subject = "card.md"): CardFacts {
  if (Buffer.byteLength(text, "utf8") > MAX_CARD_BYTES) {
    throw new PedigreeError("FILE_TOO_LARGE", "model card is too large", {
      subject,
      expected: `at most ${MAX_CARD_BYTES} bytes`,
      found: `${Buffer.byteLength(text, "utf8")} bytes`,
    });
  }
  const { frontMatter } = splitCard(text);
  if (frontMatter === undefined) return describeCard({ text, frontMatter: null });
  try {
    // One empty line stands for the opening ---, so that lines count as in the file.
    return describeCard({ text, frontMatter: parseYaml(`\n${frontMatter}`, subject) });
  } catch (error) {
    if (!(error instanceof PedigreeError)) throw error;
    return describeCard({ text, frontMatter: null, frontMatterProblem: error.message });
  }
}
