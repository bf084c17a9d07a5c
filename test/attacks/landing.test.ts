import { beforeAll, describe, expect, it } from "vitest";
import type { CommitSha } from "../../core/names.ts";
import { type Check, checkSchema } from "../../core/policy/facts.ts";
import { answerComment } from "../../usecases/answer-comment.ts";
import { interrupt, lastBeforeLanding, moments, type PortCall } from "../support/interrupted-ports.ts";
import { written } from "../support/registry-play.ts";
import { ada, grace, mary, POLICY, RegistryWorld } from "../support/registry-world.ts";
import {
  heldBy,
  type MoveUnderAttack,
  moveUnder,
  outcomeOf,
  pushCard,
  USUAL,
} from "../support/under-attack.ts";

const CHECKED = `${USUAL}\n      checks: [{ name: validate, app: ci }]`;

function validate(commit: CommitSha, conclusion: string): Check {
  const part = { id: 1, name: "validate", app: "ci", appId: 5, status: "completed", startedAt: null };
  return checkSchema.parse({ ...part, conclusion, commit });
}

/** A move that lacks nothing. */
async function readyMove(): Promise<MoveUnderAttack> {
  const attack = await moveUnder(CHECKED);
  const { head } = await attack.world.pulls.get(attack.move);
  attack.world.checks.others.push(validate(head, "success"));
  for (const person of [grace, mary]) attack.world.pulls.review(attack.move, person);
  return attack;
}

/** What an adversary does, and the read after which the landing cannot know of it any more. */
interface Adversary {
  readonly act: (attack: MoveUnderAttack) => void;
  readonly read: string;
}

const ADVERSARIES: Readonly<Record<string, Adversary>> = {
  "pushes another card": { act: (attack) => void pushCard(attack, ada, "# late\n"), read: "pulls.get" },
  "dismisses a review": {
    act: ({ world, move }) => world.pulls.review(move, grace, { state: "dismissed" }),
    read: "pulls.reviews",
  },
  "asks for changes": {
    act: ({ world, move }) => world.pulls.review(move, mary, { state: "changes_requested" }),
    read: "pulls.reviews",
  },
  "takes a right away": {
    act: ({ world }) => void world.people.rights.set(mary.id, "read"),
    read: "people.permissions",
  },
  "takes somebody out of the team": {
    act: ({ world }) => void world.people.teams.get("acme/leads")?.delete(mary.id),
    read: "people.membership",
  },
  "turns a check red": {
    act: ({ world }) => {
      world.checks.others.splice(
        0,
        1,
        ...world.checks.others.map((check) => ({ ...check, conclusion: "failure" })),
      );
    },
    read: "checks.list",
  },
  "makes it a draft": { act: ({ world, move }) => world.pulls.setDraft(move, true), read: "pulls.get" },
  "closes it": { act: ({ world, move }) => void world.pulls.close(move), read: "pulls.get" },
  "changes the policy": {
    act: ({ world }) => {
      const policy = POLICY.replace(USUAL, USUAL.replace("count: 2", "count: 3"));
      world.repository.push("main", { "pedigree.yml": policy }, ada);
    },
    // The branch's own update is the last read: it fails on another tip.
    read: "repository.advance",
  },
};

/** Lands with the adversary acting right before the k-th call; what came of it, and the calls up to the landing. */
async function landAgainst(adversary: Adversary, k: number) {
  const attack = await readyMove();
  const before = ({ at }: PortCall) => {
    if (at === k) adversary.act(attack);
  };
  const { ports, calls } = interrupt(attack.world.ports, { before });
  const outcome = await outcomeOf(attack, ports);
  const production = heldBy(attack.world, "production") ?? [];
  return { outcome, production, calls, lastRead: lastBeforeLanding(calls, adversary.read) };
}

describe("between a decision and its landing", () => {
  let undisturbed: readonly string[];
  beforeAll(async () => {
    undisturbed = (await landAgainst({ act: () => {}, read: "" }, -1)).calls;
  });

  it.each(Object.entries(ADVERSARIES))(
    "B7 nothing lands when somebody %s before the last look",
    async (_, adversary) => {
      let landed = 0;
      let stopped = 0;
      for (const k of moments(undisturbed)) {
        const { outcome, production, lastRead } = await landAgainst(adversary, k);
        const isTooLate = k > lastRead;
        expect([k, outcome, production]).toEqual([k, isTooLate ? "landed" : outcome, isTooLate ? [1] : []]);
        if (isTooLate) landed += 1;
        else stopped += 1;
      }
      expect(landed).toBeGreaterThan(0);
      expect(stopped).toBeGreaterThan(5);
    },
  );

  it("B7 the last look is made of everything, right before the branch moves", async () => {
    const advance = undisturbed.lastIndexOf("repository.advance");
    const written = undisturbed.slice(0, advance).lastIndexOf("repository.commit");
    for (const read of new Set(Object.values(ADVERSARIES).map((one) => one.read))) {
      expect([read, lastBeforeLanding(undisturbed, read) > written]).toEqual([read, true]);
    }
  });

  it("B7 a tip that moves without touching anything costs a new attempt, and nothing of it is lost", async () => {
    const adversary: Adversary = {
      act: ({ world }) => void world.repository.push("main", { "README.md": "# hello\n" }, ada),
      read: "",
    };
    const { calls } = await landAgainst(adversary, -1);
    for (let k = 0; k < calls.length; k += 3) {
      const attack = await readyMove();
      const before = ({ at }: PortCall) => {
        if (at === k) adversary.act(attack);
      };
      const { ports } = interrupt(attack.world.ports, { before });
      expect(await outcomeOf(attack, ports)).toBe("landed");
      const tip = attack.world.repository.head("main");
      expect(attack.world.repository.text(tip, "README.md")).toBe("# hello\n");
    }
  });

  it("B7 an override is looked at again as well: its right may be gone, its head another", async () => {
    const reason = "the old one fails on every request";
    for (const act of [
      ({ world }: MoveUnderAttack) => void world.people.teams.get("acme/leads")?.delete(grace.id),
      (attack: MoveUnderAttack) => void pushCard(attack, ada, "# late\n"),
    ]) {
      const world = new RegistryWorld(
        POLICY.replace("access:", "access:\n  override: [{ team: acme/leads }]"),
      );
      const attack = await moveUnder("", world);
      await outcomeOf(attack);
      const before = ({ name }: PortCall) => {
        if (name === "repository.commit") act(attack);
      };
      const { ports } = interrupt(world.ports, { before });
      const comment = { pull: attack.move, body: `/override ${reason}`, sender: grace };
      expect((await answerComment(ports, written(world, comment))).kind).toBe("refused");
      expect(heldBy(world, "production")).toBeUndefined();
    }
  });
});
