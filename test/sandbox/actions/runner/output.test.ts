import { expect, it } from "vitest";
import { createOutput } from "../../../../sandbox/actions/runner/output.ts";

it("hides the longest secret first, each line of one, and not what is too short", () => {
  const shown: string[] = [];
  const output = createOutput(({ text }) => shown.push(text));
  output.begin("step");
  for (const secret of ["abc", "abcdef", "first\nsecond", "x", ""]) output.mask(secret);
  output.line("abcdef abc x");
  output.line("second first");
  output.line("::error::abc");
  expect(shown).toEqual(["*** *** x", "*** ***", "##[error]***"]);
});

it("keeps what each step printed apart", () => {
  const output = createOutput(() => undefined);
  const first = output.begin("one");
  output.line("a");
  const second = output.begin("two");
  output.line("::set-output name=x::1");
  output.line("::group::b");
  expect([first.lines, second.lines, second.outputs]).toEqual([["a"], ["##[group]b"], new Map([["x", "1"]])]);
});
