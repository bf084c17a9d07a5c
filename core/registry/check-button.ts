/** What somebody may press on the App's check run. */
export type CheckButton = "re-evaluate" | "explain";

export interface ShownButton {
  readonly identifier: CheckButton;
  readonly label: string;
  readonly description: string;
}

/**
 * GitHub shows at most three buttons, of 20 characters, with 40 characters of description:
 * https://docs.github.com/rest/checks/runs#create-a-check-run
 */
export const CHECK_BUTTONS: readonly ShownButton[] = [
  { identifier: "re-evaluate", label: "Re-evaluate", description: "Read everything again and decide" },
  { identifier: "explain", label: "Explain", description: "Comment on what is missing and who helps" },
];

/** Undefined for a button that the App never showed. */
export function parseCheckButton(identifier: string): CheckButton | undefined {
  return CHECK_BUTTONS.find((button) => button.identifier === identifier)?.identifier;
}
