import { documents } from "../../adapters/importers/documents.ts";
import { canonicalJson, digestOf } from "../../core/canonical.ts";
import { decide } from "../../core/policy/decide.ts";
import { type Facts, factsSchema } from "../../core/policy/facts.ts";
import { parseDocument } from "../../core/registry/documents.ts";
import { eventSchema, isDecided } from "../../core/registry/event.ts";
import { formatPath, POLICY_PATH } from "../../core/registry/layout.ts";
import { churn, mary, type RegistryWorld } from "./registry-world.ts";

const STAGES = formatPath({ kind: "stages", model: churn });

/** What is otherwise about a landing. */
interface Forgery {
  readonly facts?: (facts: Facts) => unknown;
  /** Files that it brings beside its own, or in place of them. */
  readonly files?: ReadonlyMap<string, string | Uint8Array>;
  /** What somebody pushes right before it. */
  readonly before?: Readonly<Record<string, string>>;
}

/**
 * Takes the newest landing off the branch and commits it again otherwise, as whoever has the App's key can: decided again by
 * its facts, with every digest made right. Gives back its commit and the event's path.
 */
export async function forgeLanding(world: RegistryWorld, forgery: Forgery = {}) {
  const { repository } = world;
  const landing = repository.get(repository.head("main"));
  const [old, head] = landing.parents;
  if (old === undefined || head === undefined) throw new Error("no landing at the tip");
  const files = new Map<string, string | Uint8Array>();
  for (const [path, { blob }] of landing.tree) {
    const bytes = repository.blobs.get(blob) ?? new Uint8Array();
    if (repository.get(old).tree.get(path)?.blob !== blob) files.set(path, bytes);
  }
  const stages = world.stages();
  const file = [...files.keys()].find((path) => path.includes("/log/")) ?? "";
  const event = parseDocument(eventSchema, repository.text(repository.head("main"), file) ?? "", file);
  if (!isDecided(event)) throw new Error("nothing was decided");
  repository.refs.set("main", old);
  const tip = forgery.before === undefined ? old : repository.push("main", forgery.before, mary);
  const facts = factsSchema.parse({ ...(forgery.facts?.(event.facts) ?? event.facts), tip });
  const policy = documents.policy(repository.text(tip, POLICY_PATH) ?? "");
  const forged = { ...event, tip, facts, decision: decide(policy, facts) };
  files.set(file, canonicalJson(forged));
  files.set(STAGES, canonicalJson({ ...stages, last: digestOf(forged) }));
  for (const [path, content] of forgery.files ?? []) files.set(path, content);
  const commit = await repository.commit(tip, [tip, head], files, landing.message);
  repository.refs.set("main", commit);
  return { commit, file };
}
