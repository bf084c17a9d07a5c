import { expect, it } from "vitest";
import { cloneOf, playedRegistry, verifyClone } from "../support/clone-story.ts";

it("finds nothing in an untouched history", async () => {
  const { findings, others, ...counts } = await verifyClone(cloneOf(await playedRegistry()));
  expect(findings).toEqual([]);
  expect(others.map(({ kind, files }) => [kind, files])).toMatchInlineSnapshot(`
    [
      [
        "edit",
        [],
      ],
      [
        "edit",
        [
          "pedigree.yml",
        ],
      ],
      [
        "edit",
        [
          "README.md",
          "models/churn/model.yml",
        ],
      ],
      [
        "edit",
        [
          "README.md",
        ],
      ],
    ]
  `);
  expect(counts).toMatchObject({ ref: "refs/heads/main", events: 5, models: 1, versions: 3, reworded: 0 });
});
