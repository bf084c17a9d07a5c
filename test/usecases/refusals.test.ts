import { describe, expect, it } from "vitest";
import type { ErrorCode } from "../../core/errors.ts";
import type { Account } from "../../core/people.ts";
import { answerComment } from "../../usecases/answer-comment.ts";
import * as scenes from "../support/refusal-scenes.ts";
import { written } from "../support/registry-play.ts";
import { ada, eve, grace, mary } from "../support/registry-world.ts";

interface Case {
  readonly scene: scenes.Scene;
  readonly by?: Account;
  readonly says: readonly string[];
  readonly code: ErrorCode;
  /** What is missing, who can help, and what to do. */
  readonly told: readonly [reason: RegExp, who: RegExp, next: RegExp];
}

const MOVES = ["/promote production", "/demote", "/archive", "/restore", "/rollback production"];
const STATEMENTS = [
  "/override it is urgent tonight",
  "/freeze it is urgent tonight",
  "/unfreeze",
  "/acknowledge it was me alone",
];

const CASES: Readonly<Record<string, Case>> = {
  "no right to triage": {
    scene: scenes.version,
    by: eve,
    says: MOVES,
    code: "ACCESS_DENIED",
    told: [/triage .* found read/, /administrator/, /ask one of them/],
  },
  "a right that GitHub does not tell": {
    scene: scenes.unknownRight,
    says: MOVES,
    code: "ACCESS_DENIED",
    told: [/found unknown/, /GitHub/, /again in some minutes/],
  },
  "not named in access.promote": {
    scene: scenes.version,
    by: scenes.mallory,
    says: MOVES,
    code: "ACCESS_DENIED",
    told: [/access\.promote/, /acme\/science/, /let one of them say it/],
  },
  "nobody named in access.override": {
    scene: scenes.unnamed,
    says: STATEMENTS.slice(1),
    code: "ACCESS_DENIED",
    told: [/gives nobody this right/, /pedigree\.yml/, /propose access\.override/],
  },
  "not named in access.override": {
    scene: scenes.move,
    by: grace,
    says: STATEMENTS,
    code: "ACCESS_DENIED",
    told: [/access\.override/, /mary, ada/, /let one of them say it/],
  },
  "a policy that cannot be read": {
    scene: scenes.broken,
    by: mary,
    says: STATEMENTS.slice(1),
    code: "FILE_UNREADABLE",
    told: [/pedigree\.yml/, /pull request that mends/, /./],
  },
  "no policy": {
    scene: scenes.brokenVersion,
    says: MOVES,
    code: "POLICY_MISSING",
    told: [/no policy/, /mends pedigree\.yml/, /add pedigree\.yml/],
  },
  "what cannot be judged": {
    scene: scenes.broken,
    by: mary,
    says: STATEMENTS.slice(0, 1),
    code: "MOVE_REFUSED",
    told: [/cannot be judged/, /mends/, /./],
  },
  "a version that is not registered": {
    scene: scenes.unregistered,
    says: MOVES,
    code: "VERSION_UNKNOWN",
    told: [/not registered yet/, /check/, /\/explain/],
  },
  "no such stage": {
    scene: scenes.version,
    says: ["/promote moon", "/demote moon", "/rollback moon"],
    code: "STAGE_UNKNOWN",
    told: [/no stage moon/, /may ask/, /development, production, archived/],
  },
  "the stage in which it stands": {
    scene: scenes.version,
    says: ["/promote development", "/demote development"],
    code: "MOVE_REFUSED",
    told: [/in development already/, /nobody/, /another stage/],
  },
  "no way there": {
    scene: scenes.archived,
    says: ["/promote production"],
    code: "MOVE_REFUSED",
    told: [/no way from archived to production/, /pedigree\.yml/, /“from” of production/],
  },
  "no way out of the archive": {
    scene: scenes.archived,
    says: ["/restore"],
    code: "MOVE_REFUSED",
    told: [/no way out of archived/, /pedigree\.yml/, /propose archived/],
  },
  "the archive already": {
    scene: scenes.archived,
    says: ["/archive"],
    code: "MOVE_REFUSED",
    told: [/in archived already/, /nobody/, /another/],
  },
  "not in the archive": {
    scene: scenes.version,
    says: ["/restore", "/restore production", "/restore moon"],
    code: "MOVE_REFUSED",
    told: [/not in archived/, /may ask/, /\/promote STAGE/],
  },
  "no stage before": {
    scene: scenes.version,
    says: ["/demote"],
    code: "MOVE_REFUSED",
    told: [/no stage before development/, /may ask/, /\/promote STAGE/],
  },
  "a stage of many": {
    scene: scenes.version,
    says: ["/rollback archived"],
    code: "MOVE_REFUSED",
    told: [/many versions/, /may ask/, /\/promote archived/],
  },
  "nobody to go back to": {
    scene: scenes.version,
    says: ["/rollback production"],
    code: "MOVE_REFUSED",
    told: [/no version .* displaced from production: one that a rollback/, /may ask/, /\/promote production/],
  },
  "no former holder that is good enough": {
    scene: scenes.served,
    says: ["/rollback production"],
    code: "MOVE_REFUSED",
    told: [
      /former holders meets .*: version 1 \(candidate\.auc >= 0\.99: expected .*, found .*0\.9/,
      /card|rollback/,
      /its check says/,
    ],
  },
  "no stage": {
    scene: scenes.version,
    says: ["/promote", "/rollback", "/Promote"],
    code: "INPUT_INVALID",
    told: [
      /takes the name of one stage, found nothing/,
      /whoever said it/,
      /development, production, archived/,
    ],
  },
  "too many words": {
    scene: scenes.version,
    says: ["/promote production now please", "/demote to production", "/restore production now"],
    code: "INPUT_INVALID",
    told: [/one stage.*, found \d words/, /whoever said it/, /\/\w+ production alone/],
  },
  "words where none belong": {
    scene: scenes.version,
    by: eve,
    says: ["/archive production", "/explain this please"],
    code: "INPUT_INVALID",
    told: [/takes nothing else, found \d word/, /whoever said it/, /\/\w+ alone in its line/],
  },
  "a slip of the pen": {
    scene: scenes.move,
    says: ["/promot production", "/rolbakc production"],
    code: "INPUT_INVALID",
    told: [/no command \/(promot|rolbakc); the nearest is \/(promote|rollback)/, /./, / production alone/],
  },
  "a slip in a word with a reason": {
    scene: scenes.move,
    says: ["/overide it is urgent tonight"],
    code: "INPUT_INVALID",
    told: [/the nearest is \/override/, /./, /say \/override REASON/],
  },
  "a move's pull request": {
    scene: scenes.move,
    says: MOVES,
    code: "MOVE_REFUSED",
    told: [/move already/, /may ask/, /say it on #1/],
  },
  "no reason": {
    scene: scenes.move,
    by: mary,
    says: ["/override", "/override bad", "/freeze", "/freeze churn bad"],
    code: "MOVE_REFUSED",
    told: [/at least 10 characters/, /whoever said it/, /10 to 1000 characters/],
  },
  "a novel for a reason": {
    scene: scenes.move,
    by: mary,
    says: [`/override ${"x".repeat(1_001)}`, `/freeze ${"x".repeat(1_001)}`],
    code: "MOVE_REFUSED",
    told: [/at most 1000/, /whoever said it/, /10 to 1000/],
  },
  "not frozen": {
    scene: scenes.version,
    by: mary,
    says: ["/unfreeze"],
    code: "MOVE_REFUSED",
    told: [/is not frozen/, /nobody/, /\/explain/],
  },
  "nothing to acknowledge": {
    scene: scenes.version,
    by: mary,
    says: ["/acknowledge looked into it"],
    code: "MOVE_REFUSED",
    told: [/no ungoverned change/, /nobody/, /\/explain/],
  },
  "an override of one's own request": {
    scene: scenes.move,
    by: ada,
    says: ["/override it is urgent tonight"],
    code: "ACCESS_DENIED",
    told: [/cannot override it alone/, /another one of mary, ada/, /let one of them/],
  },
  "an override of a registration": {
    scene: scenes.unregistered,
    by: mary,
    says: ["/override it is urgent tonight"],
    code: "MOVE_REFUSED",
    told: [/not a registration/, /check/, /\/explain/],
  },
  "an override of nothing": {
    scene: scenes.met,
    by: mary,
    says: ["/override it is urgent tonight"],
    code: "MOVE_REFUSED",
    told: [/nothing to override/, /nobody/, /Re-evaluate/],
  },
  "an override of what is closed": {
    scene: scenes.closed,
    by: mary,
    says: ["/override it is urgent tonight"],
    code: "MOVE_REFUSED",
    told: [/closed/, /may ask/, /ask for the move again/],
  },
  "an override before the head was judged": {
    scene: scenes.pushed,
    by: mary,
    says: ["/override it is urgent tonight"],
    code: "MOVE_REFUSED",
    told: [/not been judged yet/, /the App/, /say it again/],
  },
  "an override of foreign files": {
    scene: scenes.foreignFile,
    by: mary,
    says: ["/override it is urgent tonight"],
    code: "MOVE_REFUSED",
    told: [/cannot be overridden/, /push to the branch/, /take out/],
  },
  "an override of a change by hand": {
    scene: scenes.ungoverned,
    by: mary,
    says: ["/override it is urgent tonight"],
    code: "MOVE_REFUSED",
    told: [/acknowledged first/, /access\.override/, /\/acknowledge/],
  },
};

const TABLE = Object.entries(CASES).flatMap(([name, { says, ...rest }]) =>
  says.map((body) => [body.slice(0, 40), name, { ...rest, body }] as const),
);

describe("a refusal says what is missing, who can help, and what to do", () => {
  it.each(TABLE)("%s: %s", async (_, __, { scene, by = ada, body, code, told: [reason, who, next] }) => {
    const [world, pull] = await scene();
    const tip = world.repository.head("main");
    const outcome = await answerComment(world.ports, written(world, { pull, body, sender: by }));
    expect(outcome).toMatchObject({ kind: "refused", code });
    if (outcome.kind !== "refused") return;
    expect(outcome.reason).toMatch(reason);
    expect(outcome.who).toMatch(who);
    expect(outcome.next).toMatch(next);
    const comment = world.pulls.comments(pull).at(-1) ?? "";
    expect(comment).toMatch(/^- Who can help: \S/m);
    expect(comment).toMatch(/^- Next: \S/m);
    expect(comment).not.toMatch(/^\//m);
    expect(world.repository.head("main")).toBe(tip);
  });

  it("of every command", () => {
    const all = [
      "promote",
      "demote",
      "archive",
      "restore",
      "rollback",
      "override",
      "freeze",
      "unfreeze",
      "acknowledge",
    ];
    const said = new Set(TABLE.map(([, , { body }]) => /^\/(\w+)/.exec(body)?.[1]));
    expect(all.filter((verb) => !said.has(verb))).toEqual([]);
  });
});
