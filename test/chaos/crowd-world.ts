import { generateKeyPairSync } from "node:crypto";
import type { Sandbox } from "../../sandbox/index.ts";
import { readManifest, WEBHOOK_SECRET } from "../support/github.ts";
import type { People } from "./act.ts";

const POLICY = `schemaVersion: 1
access:
  register: [{ repository: acme/churn, branches: [main], workflows: [.github/workflows/train.yml] }]
stages:
  - name: development
  - name: production
    from: [development, archived]
    holders: one
    displaced: archived
    require: { approvals: { count: 1, from: [{ user: bob }] } }
  - name: archived
    from: any
`;

/** People, repositories and the App. */
export async function settleIn(
  sandbox: Sandbox,
): Promise<{ people: People; env: Readonly<Record<string, string>> }> {
  sandbox.createOrganization("acme");
  for (const login of ["alice", "bob"]) sandbox.createUser(login);
  const registry = await sandbox.createRepository("acme", "registry", { files: { "pedigree.yml": POLICY } });
  const training = await sandbox.createRepository("acme", "churn", {
    files: { ".github/workflows/train.yml": "on: push\n" },
  });
  for (const repository of [registry, training]) {
    for (const login of ["alice", "bob"]) sandbox.setRole(repository, login, "write");
  }
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const webhook = { url: "http://127.0.0.1:9/", secret: WEBHOOK_SECRET };
  const who = { slug: "pedigree", name: "Pedigree", owner: "acme", publicKey, webhook };
  const app = sandbox.createApp({ ...who, ...(await readManifest()) });
  sandbox.install(app.id, "acme");
  const tokens = Object.fromEntries(["alice", "bob"].map((login) => [login, sandbox.createUserToken(login)]));
  const env = {
    APP_ID: String(app.id),
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET,
    GITHUB_API_URL: sandbox.baseUrl,
    PEDIGREE_REGISTRIES: "acme/registry",
  };
  return { people: { sandbox, tokens }, env };
}
