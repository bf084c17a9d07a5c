import type { ActionFile } from "./action-file.ts";
import type { StepCall } from "./attempt.ts";
import { evaluateText, evaluateTextMap } from "./expression.ts";
import { scopeOf } from "./job-session.ts";
import { property } from "./template.ts";

/** The inputs of an action: what the step gives by `with`, and the action's own defaults for the rest. */
export function actionInputs(call: StepCall, action: Pick<ActionFile, "inputs">): Record<string, string> {
  const scope = scopeOf(call.session, call.parts);
  const given = evaluateTextMap(property(call.step.written, "with"), scope);
  const lowerCase = new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  const inputs: Record<string, string> = {};
  for (const [name, fallback] of action.inputs) {
    inputs[name] =
      lowerCase.get(name.toLowerCase()) ?? (fallback === null ? "" : evaluateText(fallback, scope));
    lowerCase.delete(name.toLowerCase());
  }
  for (const [name, value] of lowerCase) {
    const known = [...action.inputs.keys()].map((key) => `'${key}'`).join(", ");
    call.session.output.line(`::warning::Unexpected input(s) '${name}', valid inputs are [${known}]`);
    inputs[name] = value;
  }
  return inputs;
}

/** Inputs as a JavaScript action reads them: `INPUT_` and the name in capitals, blanks as underscores. */
export function inputEnv(inputs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`,
      value,
    ]),
  );
}
