import { expect, it } from "vitest";
import { readInputs } from "../../action/inputs.ts";
import { wireAction, wireLiveMemory } from "../../action/wire.ts";
import { DEFAULT_RUN_CONFIG } from "../../core/run/default-config.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { withCode } from "../support/with-code.ts";

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

it("asks nobody for a configuration at the usual place, and for one that was named at its own", async () => {
  const env = { GITHUB_WORKSPACE: tempFolder() };
  const inputs = readInputs(() => "");
  const { config } = await wireAction(inputs, env, { begun: null, entry: "", live: wireLiveMemory() });
  expect(await config(inputs.config)).toEqual(DEFAULT_RUN_CONFIG);
  await expect(config(".github/pedigre.yml")).rejects.toThrow(withCode("FILE_NOT_FOUND"));
});
