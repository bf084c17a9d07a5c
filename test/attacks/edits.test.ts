import { describe, expect, it } from "vitest";
import { documents } from "../../adapters/importers/documents.ts";
import { PedigreeError } from "../../core/errors.ts";
import { editEventSchema } from "../../core/registry/edit-event.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { reconcile } from "../../usecases/reconcile.ts";
import { approve, EDIT_POLICY, editWorld, MODEL, openOf, proposes, STRICTER } from "../support/edit-play.ts";
import { asked, registered } from "../support/registry-play.ts";
import { ada, eve, grace, mary, POLICY } from "../support/registry-world.ts";

const policyAt = (world: ReturnType<typeof editWorld>) =>
  world.repository.text(world.repository.head("main"), "pedigree.yml");

describe("an edit", () => {
  it("lands exactly the reviewed files and an event in one commit on the tip", async () => {
    const world = editWorld();
    const pull = proposes(world, { "pedigree.yml": STRICTER });
    expect(await openOf(world, pull.number)).toEqual(["approvals pending"]);
    const tip = world.repository.head("main");
    approve(world, pull.number);
    expect(await evaluatePull(world.ports, pull.number)).toMatchObject({
      kind: "edit-landed",
      paths: ["pedigree.yml"],
    });
    const landed = world.repository.get(world.repository.head("main"));
    expect(landed.parents).toEqual([tip, pull.head]);
    expect(policyAt(world)).toBe(STRICTER);
    const event = editEventSchema.parse(
      JSON.parse(world.repository.text(landed.sha, "log/000001-edited.json") ?? ""),
    );
    expect(event).toMatchObject({ sequence: 1, previous: null, pull: pull.number, head: pull.head, tip });
    expect(event.decision.requirements.flatMap(({ evidence }) => evidence)).toHaveLength(2);
    expect((await world.pulls.get(pull.number)).merged).toBe(true);
    expect(world.checks.verdictOn(pull.head)?.outcome).toBe("success");
  });

  it("needs every entry that covers a touched path, and only then lands", async () => {
    const world = editWorld();
    const pull = proposes(world, { "pedigree.yml": STRICTER, "templates/x.hbs": "x\n" }, { by: eve });
    approve(world, pull.number, [grace]);
    expect(await openOf(world, pull.number)).toEqual(["approvals pending"]);
    approve(world, pull.number, [mary]);
    expect(await openOf(world, pull.number)).toEqual([]);
  });

  it("is ignored where the policy does not govern edits", async () => {
    const world = editWorld(POLICY);
    const pull = proposes(world, { "pedigree.yml": `${POLICY}# more\n` });
    expect(await evaluatePull(world.ports, pull.number)).toMatchObject({ kind: "ignored" });
    expect(world.checks.published).toEqual([]);
  });

  it("of a path that nobody covers is refused with the remedy", async () => {
    const world = editWorld();
    const pull = proposes(world, { "README.md": "hello\n" });
    approve(world, pull.number);
    expect(await openOf(world, pull.number)).toEqual(["edit-coverage failed"]);
    expect(world.checks.verdictOn(pull.head)?.summary).toContain("access.edit");
  });

  it("from a fork is refused with a reason", async () => {
    const world = editWorld();
    world.repository.refs.set("topic", world.repository.head("main"));
    world.repository.push("topic", { "pedigree.yml": STRICTER }, ada);
    const { number, head } = world.pulls.openBy(ada, {
      title: "x",
      body: "",
      head: "topic",
      inRepository: false,
    });
    approve(world, number);
    expect(await evaluatePull(world.ports, number)).toMatchObject({ kind: "shut", code: "EDIT_REFUSED" });
    expect(world.checks.verdictOn(head)?.outcome).toBe("failure");
  });

  it("is looked at by the reconciler", async () => {
    const world = editWorld();
    const { number } = proposes(world, { "pedigree.yml": STRICTER });
    approve(world, number);
    const { evaluations } = await reconcile(world.ports);
    expect(evaluations).toMatchObject([{ kind: "edit-landed", pull: number }]);
  });

  it("that a later landing overtook is judged again on the new tip", async () => {
    const world = editWorld();
    const { number } = proposes(world, { "pedigree.yml": STRICTER });
    approve(world, number);
    const advance = world.repository.advance.bind(world.repository);
    let raced = false;
    world.repository.advance = async (commit) => {
      if (!raced) {
        raced = true;
        world.repository.push("main", { "NEWS.md": "somebody was faster\n" }, mary);
      }
      return advance(commit);
    };
    expect(await evaluatePull(world.ports, number)).toMatchObject({ kind: "edit-landed" });
    expect(world.repository.text(world.repository.head("main"), "NEWS.md")).toBe("somebody was faster\n");
  });

  it("of a file that the registry branch changed since has to be updated first", async () => {
    const world = editWorld();
    const first = proposes(world, { "pedigree.yml": STRICTER });
    const second = proposes(world, { "pedigree.yml": `${EDIT_POLICY}# later\n` }, { branch: "second" });
    approve(world, first.number);
    expect(await openOf(world, first.number)).toEqual([]);
    approve(world, second.number);
    expect(await openOf(world, second.number)).toEqual(["edit-base failed"]);
  });
});

describe("A1", () => {
  it("A1 judges a policy edit by the policy of the registry branch, never by its own", async () => {
    const world = editWorld();
    const loose = EDIT_POLICY.replace(
      'count: 2, from: [{ team: acme/leads }] } }\n    - { paths: ["models',
      'count: 1, from: [{ user: eve }] } }\n    - { paths: ["models',
    );
    expect(loose).not.toBe(EDIT_POLICY);
    const { number } = proposes(world, { "pedigree.yml": loose });
    world.people.rights.set(eve.id, "write");
    approve(world, number, [eve]);
    expect(await openOf(world, number)).toEqual(["approvals pending"]);
    expect(policyAt(world)).toBe(EDIT_POLICY);
  });

  it("A1 asks the owners that model.yml names at the tip, not those whom the edit names", async () => {
    const world = editWorld();
    world.people.rights.set(eve.id, "write");
    const { number } = proposes(world, { [MODEL]: "schemaVersion: 1\nowners: [{ user: eve }]\n" });
    approve(world, number, [eve]);
    expect(await openOf(world, number)).toEqual(["approvals pending"]);
    approve(world, number, [grace]);
    expect(await openOf(world, number)).toEqual([]);
  });

  it("A1 lets those who may edit the policy name the first owners of a model", async () => {
    const world = editWorld();
    const { number } = proposes(world, {
      "models/new/model.yml": "schemaVersion: 1\nowners: [{ user: ada }]\n",
    });
    approve(world, number, [grace]);
    expect(await openOf(world, number)).toEqual(["approvals pending"]);
    approve(world, number, [mary]);
    expect(await openOf(world, number)).toEqual([]);
  });

  it("A1 does not let an edit ride along with a move, nor a move with an edit", async () => {
    const world = editWorld();
    await registered(world, 1);
    const stages = "models/churn/stages.json";
    const { number } = proposes(world, { "pedigree.yml": STRICTER, [stages]: "{}\n" });
    approve(world, number);
    expect(await openOf(world, number)).toEqual(["edit-records failed"]);
    expect(world.stages().holders).toEqual({ development: [1] });
  });
});

describe("A2", () => {
  it("A2 never reads a policy from another branch, and judges anew when the base changes", async () => {
    const world = editWorld();
    world.repository.refs.set("loose", world.repository.head("main"));
    world.repository.push("loose", { "pedigree.yml": POLICY }, eve);
    world.repository.refs.set("topic", world.repository.head("loose"));
    world.repository.push("topic", { "templates/x.hbs": "x\n" }, eve);
    const { number } = world.pulls.openBy(eve, { title: "x", body: "", head: "topic", base: "loose" });
    approve(world, number);
    expect(await evaluatePull(world.ports, number)).toMatchObject({ kind: "ignored" });
    world.pulls.retarget(number, "main");
    // Now the loosened policy is a part of what it asks for, and is judged as such.
    expect(await openOf(world, number)).toEqual([]);
    const event = world.repository.text(world.repository.head("main"), "log/000001-edited.json") ?? "";
    expect(editEventSchema.parse(JSON.parse(event)).paths.map(({ path }) => path)).toEqual([
      "pedigree.yml",
      "templates/x.hbs",
    ]);
  });
});

describe("A3", () => {
  it.each(["_extends: acme/policies", "extends: other", "remote: https://example.com/p.yml", "import: [x]"])(
    "A3 knows no policy from elsewhere: %s",
    (line) => {
      expect(() => documents.policy(`${EDIT_POLICY}${line}\n`)).toThrow(PedigreeError);
    },
  );
});

describe("A4", () => {
  const BAD = {
    absent: null,
    unparsable: "stages: [\n",
    unusable: EDIT_POLICY.replace("from: [development, archived]", "from: [nowhere]"),
    oversize: `${EDIT_POLICY}#${"x".repeat(70_000)}\n`,
  };

  it.each(Object.entries(BAD))("A4 refuses an edit that leaves the policy %s", async (_, text) => {
    const world = editWorld();
    const { number, head } = proposes(world, { "pedigree.yml": text });
    approve(world, number);
    expect(await openOf(world, number)).toEqual(["edit-documents failed"]);
    expect(world.checks.verdictOn(head)?.summary).toContain("pedigree.yml");
  });

  it.each(Object.entries(BAD))(
    "A4 moves nothing while the governed policy is %s, and lets an edit mend it",
    async (_, text) => {
      const world = editWorld();
      const move = await asked(world, await registered(world, 1));
      world.repository.push("main", { "pedigree.yml": text }, eve);
      approve(world, move);
      expect(await evaluatePull(world.ports, move)).toMatchObject({ kind: "shut" });
      const { number } = proposes(world, { "pedigree.yml": STRICTER });
      approve(world, number);
      expect(await openOf(world, number)).toEqual([]);
      expect(policyAt(world)).toBe(STRICTER);
    },
  );

  it("A4 treats a policy that GitHub does not give as trouble, not as none", async () => {
    const world = editWorld();
    const { number } = proposes(world, { "pedigree.yml": STRICTER });
    approve(world, number);
    const lost = new PedigreeError("REMOTE_UNAVAILABLE", "GitHub answered 502");
    world.repository.readText = () => Promise.reject(lost);
    await expect(evaluatePull(world.ports, number)).rejects.toThrow(lost);
  });
});

describe("A18", () => {
  it("A18 lands the head's files alone: what was added and taken back leaves no trace in any tree", async () => {
    const world = editWorld();
    world.repository.refs.set("topic", world.repository.head("main"));
    world.repository.push("topic", { "secret.txt": "leaked", "pedigree.yml": POLICY }, ada);
    world.repository.push("topic", { "secret.txt": null, "pedigree.yml": EDIT_POLICY }, ada);
    const { number } = proposes(world, { "templates/x.hbs": "x\n" });
    approve(world, number);
    const before = world.repository.get(world.repository.head("main")).tree;
    expect(await openOf(world, number)).toEqual([]);
    const after = world.repository.get(world.repository.head("main")).tree;
    const added = [...after.keys()].filter((path) => !before.has(path));
    expect(added).toEqual(["templates/x.hbs", "log/000001-edited.json"]);
    expect(after.get("pedigree.yml")).toEqual(before.get("pedigree.yml"));
  });

  it("A18 refuses a branch that changes nothing in the end", async () => {
    const world = editWorld();
    proposes(world, { "pedigree.yml": STRICTER });
    const pull = await world.pulls.get(1);
    world.repository.push("topic", { "pedigree.yml": EDIT_POLICY }, ada);
    approve(world, pull.number);
    expect(await openOf(world, pull.number)).toEqual(["edit-size failed"]);
  });

  it("A18 does not let a move's request show as merged by taking its commits along", async () => {
    const world = editWorld();
    const move = await asked(world, await registered(world, 1));
    const { head, headBranch } = await world.pulls.get(move);
    const stages = world.repository.text(world.repository.head("main"), "models/churn/stages.json") ?? "";
    const files = { "models/churn/stages.json": stages, "templates/x.hbs": "x\n" };
    const { number } = proposes(world, files, { from: headBranch });
    expect(world.repository.contains(world.repository.head("topic"), head)).toBe(true);
    approve(world, number);
    expect(await openOf(world, number)).toEqual(["edit-commits failed"]);
  });

  it("A18 leaves the check of a move alone when a branch is put on its commit", async () => {
    const world = editWorld();
    const move = await asked(world, await registered(world, 1));
    await evaluatePull(world.ports, move);
    const { head } = await world.pulls.get(move);
    const said = world.checks.verdictOn(head);
    world.repository.refs.set("twin", head);
    const { number } = world.pulls.openBy(eve, { title: "x", body: "", head: "twin" });
    expect(await evaluatePull(world.ports, number)).toMatchObject({ kind: "ignored" });
    expect(world.checks.verdictOn(head)).toBe(said);
  });
});

describe("A19", () => {
  const many = Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`templates/t${at}.hbs`, "x\n"]));

  it.each([
    ["too many files", many, ["edit-size failed", "edit-documents unknown"]],
    ["a minified line", { "templates/x.hbs": "x".repeat(6_000) }, ["edit-documents failed"]],
    ["a huge file", { "templates/x.hbs": "xxxxxxxxx\n".repeat(30_000) }, ["edit-documents failed"]],
    ["text that runs backwards", { "templates/x.hbs": "a\u202eb\n" }, ["edit-documents failed"]],
    ["bytes that are no text", { "templates/x.hbs": "a\u0000b\n" }, ["edit-documents failed"]],
  ])("A19 refuses %s", async (_, files, problems) => {
    const world = editWorld();
    const { number } = proposes(world, files);
    approve(world, number);
    expect(await openOf(world, number)).toEqual(problems);
  });

  it("A19 stays shut where GitHub lists a part of the files, or other ones", async () => {
    const world = editWorld();
    const { number } = proposes(world, { "pedigree.yml": STRICTER, "templates/x.hbs": "x\n" });
    approve(world, number);
    const files = world.pulls.files.bind(world.pulls);
    world.pulls.files = async () => ({ known: false, reason: "GitHub lists no more than 3000 files" });
    expect(await openOf(world, number)).toContain("edit-paths unknown");
    world.pulls.files = async (pull) => {
      const all = await files(pull);
      return all.known ? { known: true, value: all.value.slice(1) } : all;
    };
    expect(await openOf(world, number)).toContain("edit-paths unknown");
  });

  it("A19 stays shut where GitHub lists a part of the commits", async () => {
    const world = editWorld();
    const { number } = proposes(world, { "pedigree.yml": STRICTER });
    approve(world, number);
    world.pulls.commits = async () => ({ known: false, reason: "GitHub lists no more than 250 commits" });
    expect(await openOf(world, number)).toEqual(["edit-commits unknown", "approvals unknown"]);
  });
});
