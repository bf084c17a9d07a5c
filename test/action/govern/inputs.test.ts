import { expect, it } from "vitest";
import { isSharedIdentity, readGovernInputs } from "../../../action/govern/inputs.ts";
import { withCode } from "../../support/with-code.ts";

const ENV = {
  GITHUB_REPOSITORY: "acme/registry",
  GITHUB_API_URL: "https://api.github.example",
  GITHUB_SERVER_URL: "https://github.example",
};
const read = (inputs: Readonly<Record<string, string>>) =>
  readGovernInputs((name) => inputs[name] ?? "", ENV);

it("is GitHub Actions unless another App is named", () => {
  const inputs = read({ "github-token": "t" });
  expect(inputs).toEqual({
    token: "t",
    appId: 15368,
    appSlug: "github-actions",
    branch: null,
    repository: "acme/registry",
    apiUrl: "https://api.github.example",
    serverUrl: "https://github.example",
  });
  expect(isSharedIdentity(inputs)).toBe(true);
});

it("is an App of one's own when both its number and its name are given", () => {
  const inputs = read({
    "github-token": "t",
    "app-id": "77",
    "app-slug": "acme-registry",
    branch: "pedigree",
  });
  expect(inputs).toMatchObject({ appId: 77, appSlug: "acme-registry", branch: "pedigree" });
  expect(isSharedIdentity(inputs)).toBe(false);
});

it.each([
  [{ "github-token": "" }, "github-token"],
  [{ "github-token": "t", "app-id": "0" }, "app-id"],
  [{ "github-token": "t", "app-id": "x" }, "app-id"],
  [{ "github-token": "t", "app-id": "77" }, "app-slug"],
  [{ "github-token": "t", "app-slug": "acme-registry" }, "app-slug"],
  [{ "github-token": "t", "app-id": "77", "app-slug": "Acme Registry" }, "app-slug"],
])("refuses %j and names input %s", (inputs, name) => {
  expect(() => read(inputs)).toThrow(withCode("INPUT_INVALID"));
  expect(() => read(inputs)).toThrow(`input ${name}`);
});
