import { beforeAll, describe, expect, it } from "vitest";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { approve, EDIT_POLICY, editWorld, proposes, STRICTER } from "../support/edit-play.ts";
import { interrupt, lastBeforeLanding, moments, type PortCall } from "../support/interrupted-ports.ts";
import { asked, registered } from "../support/registry-play.ts";
import { ada, grace, mary, type RegistryWorld } from "../support/registry-world.ts";

interface EditUnderAttack {
  readonly world: RegistryWorld;
  readonly edit: number;
}

/** An edit of the policy that lacks nothing. */
function readyEdit(world = editWorld()): EditUnderAttack {
  const { number } = proposes(world, { "pedigree.yml": STRICTER });
  approve(world, number, [grace, mary]);
  return { world, edit: number };
}

/** What somebody does, and the read after which the landing cannot know of it any more. */
interface Adversary {
  readonly act: (attack: EditUnderAttack) => void;
  readonly read: string;
}

const ADVERSARIES: Readonly<Record<string, Adversary>> = {
  "asks for changes": {
    act: ({ world, edit }) => world.pulls.review(edit, mary, { state: "changes_requested" }),
    read: "pulls.reviews",
  },
  "dismisses a review": {
    act: ({ world, edit }) => world.pulls.review(edit, grace, { state: "dismissed" }),
    read: "pulls.reviews",
  },
  "closes it": { act: ({ world, edit }) => void world.pulls.close(edit), read: "pulls.get" },
  "makes it a draft": { act: ({ world, edit }) => world.pulls.setDraft(edit, true), read: "pulls.get" },
  "points it to another branch": {
    act: ({ world, edit }) => world.pulls.retarget(edit, "other"),
    read: "pulls.get",
  },
  "pushes another policy": {
    act: ({ world }) => void world.repository.push("topic", { "pedigree.yml": `${STRICTER}# late\n` }, ada),
    read: "pulls.get",
  },
  "leaves the team": {
    act: ({ world }) => void world.people.teams.get("acme/leads")?.delete(mary.id),
    read: "people.membership",
  },
  "loses the right to write": {
    act: ({ world }) => void world.people.rights.set(mary.id, "read"),
    read: "people.permissions",
  },
};

/** Lands with the adversary acting right before the k-th call; what came of it, and the calls up to the landing. */
async function landAgainst({ act, read }: Adversary, k: number) {
  const attack = readyEdit();
  const { world, edit } = attack;
  const before = ({ at }: PortCall) => {
    if (at === k) act(attack);
  };
  const { ports, calls } = interrupt(world.ports, { before });
  const outcome = (await evaluatePull(ports, edit)).kind;
  const log = world.files().filter((path) => path.endsWith("-edited.json"));
  return { outcome, log, calls, lastRead: lastBeforeLanding(calls, read) };
}

describe("between the decision about an edit and its landing", () => {
  let undisturbed: readonly string[];
  beforeAll(async () => {
    undisturbed = (await landAgainst({ act: () => {}, read: "" }, -1)).calls;
  });

  it.each(Object.entries(ADVERSARIES))(
    "B7 no edit lands when somebody %s before the last look",
    async (_, adversary) => {
      let landed = 0;
      let stopped = 0;
      for (const k of moments(undisturbed)) {
        const { outcome, log, lastRead } = await landAgainst(adversary, k);
        const isTooLate = k > lastRead;
        const expected = isTooLate ? ["edit-landed", ["log/000001-edited.json"]] : [outcome, []];
        expect([k, outcome, log]).toEqual([k, ...expected]);
        if (isTooLate) landed += 1;
        else stopped += 1;
      }
      expect(landed).toBeGreaterThan(0);
      expect(stopped).toBeGreaterThan(5);
    },
  );

  it.each(Object.entries(ADVERSARIES))(
    "B7 no edit lands when somebody %s while its check is written, or its commit is built",
    async (_, adversary) => {
      for (const name of ["checks.publish", "repository.commit"]) {
        const { outcome, log } = await landAgainst(adversary, undisturbed.indexOf(name));
        expect([name, outcome === "edit-landed", log]).toEqual([name, false, []]);
      }
    },
  );

  it("B7 the last look at an edit is made of everything, right before the branch moves", () => {
    const written = lastBeforeLanding(undisturbed, "repository.commit");
    for (const read of new Set(Object.values(ADVERSARIES).map((one) => one.read))) {
      expect([read, lastBeforeLanding(undisturbed, read) > written]).toEqual([read, true]);
    }
  });

  it("B7 no edit lands on another policy than it was judged by, however late that one comes", async () => {
    const policy = EDIT_POLICY.replace("candidate.auc >= 0.8", "candidate.auc >= 0.7");
    const act = ({ world }: EditUnderAttack) =>
      void world.repository.push("main", { "pedigree.yml": policy }, ada);
    for (const k of moments(undisturbed)) {
      const { outcome, log } = await landAgainst({ act, read: "" }, k);
      expect([k, outcome, log]).toEqual([k, "edit-waiting", []]);
    }
  });

  it("B7 an objection while its policy is tried on open moves is in time, and waits to be answered", async () => {
    const world = editWorld();
    const move = await asked(world, await registered(world, 1));
    const { edit } = readyEdit(world);
    const { head } = await world.pulls.get(edit);
    const tried: number[] = [];
    const get = world.pulls.get.bind(world.pulls);
    world.pulls.get = async (number) => {
      if (number === move) {
        tried.push(number);
        world.pulls.review(edit, mary, { state: "changes_requested" });
      }
      return get(number);
    };
    expect((await evaluatePull(world.ports, edit)).kind).toBe("edit-waiting");
    expect(tried).toContain(move);
    expect(world.checks.verdictOn(head)?.outcome).not.toBe("success");
    world.pulls.get = get;
    world.pulls.review(edit, mary);
    expect((await evaluatePull(world.ports, edit)).kind).toBe("edit-landed");
  });
});
