import type { Account } from "../core/people.ts";
import { parseCheckKey } from "../core/registry/check-key.ts";
import { explainJudged } from "./explain-pull.ts";
import { type Judged, judgePull } from "./judge.ts";
import type { RegistryPorts } from "./ports.ts";
import { publishDecision, publishShut } from "./publish.ts";

/**
 * Somebody pressed "Explain" on the check of a pull request: a comment says what is decided, what is missing and who can
 * provide it. Once for as long as nothing changes, however often it is pressed; the check's own key remembers it.
 */
export async function explainCheck(
  ports: RegistryPorts,
  number: number,
  by: Account,
): Promise<{ readonly explained: boolean }> {
  if (by.bot) return { explained: false };
  const judged = await judgePull(ports, number);
  if (judged.kind !== "judged" && judged.kind !== "shut") return { explained: false };
  // The check says first what is about to be explained, or the explanation would be remembered of something else.
  await show(ports, judged, {});
  const checks = await ports.checks.list(judged.pull.head);
  if (!checks.known || parseCheckKey(checks.value.own?.key).explained === true) return { explained: false };
  await explainJudged(ports, judged, { pull: judged.pull, by });
  await show(ports, { ...judged, reads: { ...judged.reads, checks } }, { explained: true });
  return { explained: true };
}

function show(
  ports: RegistryPorts,
  judged: Extract<Judged, { kind: "judged" | "shut" }>,
  extra: { readonly explained?: true },
): Promise<boolean> {
  return judged.kind === "judged"
    ? publishDecision(ports, { ...judged, ...extra })
    : publishShut(ports, { ...judged, ...extra });
}
