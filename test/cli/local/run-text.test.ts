import { expect, it } from "vitest";
import { runText } from "../../../cli/local/run-text.ts";
import { UNKNOWN_ENVIRONMENT } from "../../../core/run/environment.ts";
import { buildRun, type RunInput } from "../../support/build-run.ts";

const shown = (input: RunInput) =>
  runText({ run: buildRun(input), curves: new Map(), plots: [] }, { paint: (_, text) => text });

it("cuts a value of thousands of characters, and shows notes in one line", () => {
  const text = shown({ params: { prompt: "x".repeat(6000), lr: 0.1 }, notes: "# Why\n\n  A try.\n" });
  expect(text).toMatch(/^ {2}prompt {2}x{120}… 6000 characters; --json has all$/m);
  expect(text).toMatch(/^ {2}lr {6}0\.1$/m);
  expect(text).toMatch(/^ {2}notes +# Why \/ A try\.$/m);
});

it("tells no size of data that MLflow's clients logged, and that of others", () => {
  const data = { id: "ab12", bytes: 0, files: 1, strength: "C", role: "training" } as const;
  const text = shown({
    data: [
      { ...data, name: "iris", scheme: "mlflow" },
      { ...data, name: "empty", scheme: "git" },
    ],
  });
  expect(text).toMatch(/^ {2}iris +training +mlflow ab12$/m);
  expect(text).toMatch(/^ {2}empty +training +git ab12 +0 B$/m);
});

it("tells nothing of a machine that nobody described", () => {
  expect(shown({})).toContain("Environment\n");
  expect(shown({ environment: UNKNOWN_ENVIRONMENT })).not.toMatch(/Environment|unknown|0 B|0 cores/);
});
