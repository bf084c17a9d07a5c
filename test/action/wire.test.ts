import { expect, it } from "vitest";
import { readInputs } from "../../action/inputs.ts";
import { wireAction, wireLiveMemory } from "../../action/wire.ts";
import { tempFolder } from "../support/temp-folder.ts";

it("hides the token and what variables hold that are named as secrets, but not where the shell stands", async () => {
  const workspace = tempFolder();
  const env = {
    GITHUB_WORKSPACE: workspace,
    PWD: workspace,
    OLDPWD: "/home/runner",
    DB_PWD: "a-long-password",
    API_KEY: "another-one",
  };
  const inputs = readInputs((name) => (name === "github-token" ? "the-token" : ""));
  const { secrets } = await wireAction(inputs, env, { begun: null, entry: "", live: wireLiveMemory() });
  expect(secrets).toEqual(["a-long-password", "another-one", "the-token"]);
});
