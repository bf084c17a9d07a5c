import { join } from "node:path";
import type { Sandbox } from "../../sandbox/index.ts";
import { verifyClone } from "../support/clone-story.ts";
import { openPulls, registryOf } from "./act.ts";
import type { Violation } from "./evidence.ts";
import { recordOf, type Step, textOf, walk } from "./history.ts";

export interface CrowdFindings {
  readonly violations: readonly Violation[];
  readonly landings: number;
  readonly events: Readonly<Record<string, number>>;
}

/** What must have come of so many registrations and promotions, whoever did them and in which order. */
export async function checkCrowd(
  sandbox: Sandbox,
  { models, versions }: { readonly models: number; readonly versions: number },
): Promise<CrowdFindings> {
  const registry = registryOf(sandbox, "acme");
  const git = sandbox.world.git(registry);
  const steps = await walk(git, null, (await git.ref("refs/heads/main")) ?? "");
  const events = steps.flatMap((step) => step.events.map(({ event }) => event));
  const of = (kind: string) => events.filter((event) => event.kind === kind);
  const wanted = models * versions;
  const { findings } = await verifyClone(join(sandbox.world.folder, "git/acme/registry.git"));
  const open = openPulls(sandbox, registry);
  return {
    landings: steps.filter((step) => step.events.length > 0).length,
    events: Object.fromEntries(["registered", "moved", "observed"].map((kind) => [kind, of(kind).length])),
    violations: [
      ...findings.map((finding) => `I1 ${JSON.stringify(finding)}`),
      ...steps.flatMap(holdersOf),
      ...countIs(
        "I7 runs registered",
        new Set(of("registered").map(({ run }) => run)).size,
        of("registered").length,
      ),
      ...countIs("LOST registrations", of("registered").length, wanted),
      ...countIs(
        "LOST moves",
        new Set(of("moved").map(({ model, version }) => `${textOf(model)} ${textOf(version)}`)).size,
        wanted,
      ),
      ...countIs("I7 moves", of("moved").length, wanted),
      ...countIs("I7 observations", of("observed").length, 0),
      ...countIs("LOST open pull requests", open.length, 0),
      ...answersOf(sandbox),
      ...checksOf(sandbox),
      ...pullsOf(sandbox, wanted),
      ...labelsOf(sandbox, steps),
    ],
  };
}

function countIs(what: string, found: number, wanted: number): readonly Violation[] {
  return found === wanted ? [] : [`${what}: ${found} in place of ${wanted}`];
}

function holdersOf({ commit, stages }: Step): readonly Violation[] {
  return [...stages].flatMap(([model, { versions }]) => {
    const standing = Object.values(recordOf(versions)).map((version) => recordOf(version).stage);
    const count = standing.filter((stage) => stage === "production").length;
    return count > 1 ? [`I5 ${count} holders of production of ${model} at ${commit}`] : [];
  });
}

/** One answer to the one command on each version's pull request. */
function answersOf({ world }: Sandbox): readonly Violation[] {
  const homes = world.state.pulls.filter(({ headBranch }) => headBranch.startsWith("pedigree/register/"));
  return homes.flatMap(({ number, title }) => {
    const said = world.state.comments.filter(({ issueNumber }) => issueNumber === number);
    const answers = said.filter(({ appId }) => appId !== null).length;
    const asked = said.length - answers;
    return answers === asked ? [] : [`I7 ${answers} answers to ${asked} commands on ${title}`];
  });
}

function checksOf({ world }: Sandbox): readonly Violation[] {
  const heads = world.state.checkRuns.map(({ headSha }) => headSha);
  const twice = new Set(heads.filter((head, at) => heads.indexOf(head) !== at));
  return [...twice].map((head) => `I7 several checks of the App on ${head}`);
}

/** One pull request for each version and one for each move, none of them in vain. */
function pullsOf({ world }: Sandbox, wanted: number): readonly Violation[] {
  const closed = world.state.pulls.filter(({ state, mergedAt }) => state === "closed" && mergedAt === null);
  return [
    ...countIs("I7 pull requests", world.state.pulls.length, 2 * wanted),
    ...closed.map(({ title, number }) => `I7 #${number} (${title}) was closed without landing`),
  ];
}

function labelsOf({ world }: Sandbox, steps: readonly Step[]): readonly Violation[] {
  const last = new Map<string, Readonly<Record<string, unknown>>>();
  for (const { stages } of steps) for (const [model, state] of stages) last.set(model, state);
  const { labels } = world.state;
  return [...last.values()].flatMap(({ versions }) =>
    Object.values(recordOf(versions)).flatMap((version) => {
      const { pull, stage } = recordOf(version);
      const labelled = world.state.pulls.find(({ number }) => number === pull)?.labelIds ?? [];
      const names = labelled.map((id) => labels.find((label) => label.id === id)?.name).join(", ");
      return names === `stage: ${String(stage)}`
        ? []
        : [`I6 #${String(pull)} carries “${names}”, stands in ${String(stage)}`];
    }),
  );
}
