import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { documents } from "../adapters/importers/documents.ts";
import { canonicalJson } from "../core/canonical.ts";
import {
  type BlobSha,
  blobShaSchema,
  type CommitSha,
  commitShaSchema,
  modelNameSchema,
  stageNameSchema,
} from "../core/names.ts";
import { decide } from "../core/policy/decide.ts";
import { type Facts, factsSchema } from "../core/policy/facts.ts";
import type { Policy } from "../core/policy/policy.ts";
import type { Changes } from "../core/ports/registry-repository.ts";
import { parseDocument } from "../core/registry/documents.ts";
import { type DecidedEvent, eventSchema, isDecided } from "../core/registry/event.ts";
import { emptyStages, standingOf, standingSince } from "../core/registry/fold.ts";
import type { LandingPlan } from "../core/registry/landing-plan.ts";
import { POLICY_PATH, VERSION_FILES, type VersionFile } from "../core/registry/layout.ts";
import { planMove, planRegistration } from "../core/registry/plan.ts";
import type { Stages } from "../core/registry/stages.ts";
import { versionSchema } from "../core/registry/version.ts";
import { git, gitObject } from "../test/support/git-objects.ts";
import { promoted, registered } from "../test/support/registry-play.ts";
import { churn, grace, mary, POLICY, RegistryWorld } from "../test/support/registry-world.ts";

export interface RegistryScale {
  readonly models: number;
  readonly versions: number;
  readonly moves: number;
}

/** One version as the real use cases made it: the others are made after it. */
interface Pattern {
  readonly policy: Policy;
  readonly files: ReadonlyMap<VersionFile, Buffer>;
  readonly registered: Facts;
  readonly moved: Facts;
  readonly run: Extract<DecidedEvent, { kind: "registered" }>["run"];
}

/**
 * Writes a bare registry of this scale by `git fast-import`: every event is planned by the core, from facts that differ from
 * one real registration and one real promotion only in model, version, commits and stages.
 */
export async function writeRegistry(folder: string, scale: RegistryScale): Promise<void> {
  git(folder, ["init", "--quiet", "--bare", "--initial-branch=main", "."]);
  const pattern = await playPattern();
  const importer = new FastImport(folder);
  let tip = await importer.commit({
    parents: [],
    changes: new Map([[POLICY_PATH, POLICY]]),
    message: "Policy",
  });
  for (let at = 0; at < scale.models; at += 1) {
    let stages = emptyStages(modelNameSchema.parse(`model-${at}`));
    for (let version = 1; version <= scale.versions; version += 1) {
      ({ tip, stages } = await addVersion(importer, pattern, { tip, stages, version, moves: scale.moves }));
    }
  }
  await importer.finish();
}

async function playPattern(): Promise<Pattern> {
  const world = new RegistryWorld();
  await promoted(world, await registered(world, 1), [grace, mary]);
  const { tree } = world.repository.get(world.repository.head("main"));
  const bytes = (path: string) =>
    Buffer.from(world.repository.blobs.get(tree.get(path)?.blob ?? ("" as BlobSha)) ?? "");
  const events = [...tree.keys()]
    .filter((path) => path.startsWith(`models/${churn}/log/`))
    .toSorted()
    .map((path) => parseDocument(eventSchema, bytes(path).toString("utf8"), path))
    .filter(isDecided);
  const [first, second] = events;
  if (first?.kind !== "registered" || second === undefined) throw new Error("no registration and move");
  const files = VERSION_FILES.map((file) => [file, bytes(`models/${churn}/versions/1/${file}`)] as const);
  return {
    policy: documents.policy(POLICY),
    files: new Map(files),
    registered: first.facts,
    moved: second.facts,
    run: first.run,
  };
}

interface Standing {
  readonly tip: CommitSha;
  readonly stages: Stages;
}

/** The version enters and then goes into production and the archive, to and fro. */
async function addVersion(
  importer: FastImport,
  pattern: Pattern,
  { tip, stages, version, moves }: Standing & { readonly version: number; readonly moves: number },
): Promise<Standing> {
  const files = new Map(pattern.files);
  const record = parseDocument(versionSchema, String(files.get("version.json")), "version.json");
  files.set("version.json", Buffer.from(canonicalJson({ ...record, model: stages.model, version })));
  const blobs = new Map([...files].map(([file, bytes]) => [file, importer.blob(bytes)]));
  const proposed = new Map(
    [...blobs].map(([file, blob]) => [`models/${stages.model}/versions/${version}/${file}`, blob] as const),
  );
  const changes: Changes = new Map([...proposed].map(([path, blob]) => [path, { blob }]));
  const head = await importer.commit({ parents: [tip], changes, message: "Proposed" });
  const judge = (facts: Facts, part: Partial<Facts>) => {
    const given = factsOf(facts, { tip, head, holders: stages.holders, ...part }, stages);
    return { pull: 1, facts: given, decision: decide(pattern.policy, given) };
  };
  const land = async ({ stages: after, changes, message }: LandingPlan) => {
    tip = await importer.commit({ parents: [tip, head], changes, message });
    stages = after;
  };
  const development = stageNameSchema.parse("development");
  const entering = { model: stages.model, version, from: null, to: development };
  await land(
    planRegistration({
      stages,
      judgement: judge(pattern.registered, { move: entering }),
      run: pattern.run,
      files: proposed,
    }),
  );
  for (let move = 0; move < moves; move += 1) {
    const to = stageNameSchema.parse(move % 2 === 0 ? "production" : "archived");
    const from = standingOf(stages, version)?.stage ?? development;
    const judgement = judge(pattern.moved, { move: { model: stages.model, version, from, to } });
    await land(planMove({ stages, judgement, requester: judgement.facts.requester, card: undefined }));
  }
  return { tip, stages };
}

function factsOf(facts: Facts, part: Partial<Facts>, stages: Stages): Facts {
  const { model, holders } = stages;
  const given: Facts = {
    ...facts,
    ...part,
    since: standingSince(stages, (part.move ?? facts.move).version),
    changedPaths: { known: true, value: [`models/${model}/stages.json`] },
  };
  const { move, candidate } = given;
  const displaced =
    move.to === "production" ? (holders[move.to] ?? []).find((one) => one !== move.version) : undefined;
  if (!candidate.known) return given;
  const { metrics } = candidate.value;
  const approved = given.reviews.known
    ? given.reviews.value.map((review) => ({ ...review, commit: given.head }))
    : [];
  return factsSchema.parse({
    ...given,
    reviews: { known: true, value: approved },
    candidate: { known: true, value: { version: move.version, metrics } },
    holder: { known: true, value: displaced === undefined ? null : { version: displaced, metrics } },
  });
}

interface NewCommit {
  readonly parents: readonly CommitSha[];
  readonly changes: Changes;
  readonly message: string;
}

/** `git fast-import`, asked for the id of every commit, since the next event names it. */
class FastImport {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly answers: AsyncIterator<string>;
  private readonly written = new Set<BlobSha>();
  /** What it has just written, it finds by a mark only. */
  private readonly marks = new Map<CommitSha, number>();

  constructor(folder: string) {
    this.child = spawn("git", ["-C", folder, "fast-import", "--quiet", "--done", "--date-format=raw"]);
    this.child.stderr.pipe(process.stderr);
    this.answers = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  blob(bytes: Buffer): BlobSha {
    const id = blobShaSchema.parse(gitObject("blob", bytes).id);
    if (!this.written.has(id)) this.send("blob", bytes);
    this.written.add(id);
    return id;
  }

  async commit({ parents, changes, message }: NewCommit): Promise<CommitSha> {
    const mark = this.marks.size + 1;
    const time = `App <app@example.com> ${1_769_860_800 + mark} +0000`;
    this.send(
      `commit refs/heads/${parents.length === 1 ? "head" : "main"}\nmark :${mark}\ncommitter ${time}`,
      Buffer.from(message),
    );
    const [tip, head] = parents;
    if (tip !== undefined) this.child.stdin.write(`from :${this.marks.get(tip)}\n`);
    if (head !== undefined) this.child.stdin.write(`merge :${this.marks.get(head)}\n`);
    for (const [path, change] of changes) {
      if (change === null) this.child.stdin.write(`D ${path}\n`);
      else if (typeof change === "object" && "blob" in change)
        this.child.stdin.write(`M 100644 ${change.blob} ${path}\n`);
      else this.send(`M 100644 inline ${path}`, Buffer.from(change));
    }
    this.child.stdin.write(`\nget-mark :${mark}\n`);
    const id = commitShaSchema.parse((await this.answers.next()).value);
    this.marks.set(id, mark);
    return id;
  }

  async finish(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once("close", resolve));
    this.child.stdin.end("done\n");
    if ((await ended) !== 0) throw new Error("git fast-import failed");
  }

  private send(command: string, bytes: Buffer): void {
    this.child.stdin.write(`${command}\ndata ${bytes.length}\n`);
    this.child.stdin.write(bytes);
    this.child.stdin.write("\n");
  }
}
