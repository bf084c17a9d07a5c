import { count } from "../policy/requirement.ts";
import { type Instruction, type Misspelling, TAKES, type Takes } from "./command.ts";
import type { Refusal } from "./refusal.ts";

/**
 * What is wrong with a line that was meant as a command, and its right form. `stages` are those of the policy; nothing else of
 * what somebody wrote is repeated.
 */
export function misspellingRefusal(wrong: Misspelling, stages: readonly string[]): Refusal {
  const { verb, typed, words } = wrong;
  const reason =
    typed === null
      ? `/${verb} ${NEEDS[TAKES[verb]]}, found ${words.length === 0 ? "nothing" : count(words.length, "word")} behind it`
      : `there is no command /${typed}; the nearest is /${verb}`;
  return { code: "INPUT_INVALID", reason, who: "whoever said it", next: rightForm(verb, words, stages) };
}

/** Only what can be wrong: free words are always understood. */
const NEEDS: Readonly<Record<Takes, string>> = {
  nothing: "takes nothing else",
  stage: "takes the name of one stage",
  "stage?": "takes the name of one stage, or nothing",
  words: "takes a reason",
};

function rightForm(verb: Instruction["verb"], words: readonly string[], stages: readonly string[]): string {
  const named = words.find((word) => stages.includes(word));
  const choice = `with one of ${stages.join(", ")} as the STAGE`;
  switch (TAKES[verb]) {
    case "nothing":
      return `say /${verb} alone in its line`;
    case "words":
      return `say /${verb} REASON`;
    case "stage":
      return named === undefined ? `say /${verb} STAGE ${choice}` : `say /${verb} ${named} alone in its line`;
    case "stage?":
      return named === undefined
        ? `say /${verb} or /${verb} STAGE ${choice}`
        : `say /${verb} ${named} alone in its line`;
  }
}
