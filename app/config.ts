import { createPrivateKey } from "node:crypto";
import { z } from "zod";
import { PedigreeError } from "../core/errors.ts";
import { repositoryNameSchema } from "../core/names.ts";
import { serverUrlOf as serverUrlOfApi } from "../core/server-url.ts";

/** Shorter secrets can be guessed; GitHub recommends high entropy and sets no minimum of its own. */
const MIN_SECRET_CHARACTERS = 32;

const httpUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ""));

const configSchema = z.strictObject({
  appId: z.int().positive(),
  privateKey: z.string(),
  /** The first signs; a second one is still accepted while the secret is being changed. */
  webhookSecrets: z.array(z.string()).min(1).max(2),
  host: z.string().min(1).default("127.0.0.1"),
  port: z.int().min(0).max(65_535).default(3000),
  webhookPath: z
    .string()
    .regex(/^\/[A-Za-z0-9/_-]*$/)
    .default("/api/github/webhooks"),
  inbox: z.string().min(1).default("data/inbox.sqlite"),
  /** Base of GitHub's REST API: another one for GitHub Enterprise Server. */
  githubUrl: httpUrl.default("https://api.github.com"),
  /** The server that people see: links lead there and nowhere else. */
  serverUrl: httpUrl.optional(),
  /** Registries to look after; without it every repository of the installations that holds a pedigree.yml. */
  registries: z.array(repositoryNameSchema).optional(),
  /** The registry branch where it is not the repository's default branch. */
  registryBranch: z.string().min(1).max(255).optional(),
  reconcileSeconds: z.number().min(1).max(86_400).default(300),
  /** Hosts beside GitHub's own from which artifacts may be downloaded. */
  artifactHosts: z.array(z.string().min(1)).default([]),
  logLevel: z.enum(["fatal", "error", "warn", "info"]).default("info"),
});

export type AppConfig = z.infer<typeof configSchema>;
export type WrittenAppConfig = z.input<typeof configSchema>;

/**
 * The checked configuration. Raises CONFIG_INVALID, never with a secret in the message. Probot would start with the
 * webhook secret "development" when none is given; this does not start at all.
 */
export function parseConfig(written: WrittenAppConfig): AppConfig {
  const result = configSchema.safeParse(written);
  if (!result.success) {
    const issue = result.error.issues[0];
    throw invalid(issue?.path.join(".") ?? "", issue?.message ?? "a valid value");
  }
  for (const secret of result.data.webhookSecrets) checkSecret(secret);
  checkPrivateKey(result.data.privateKey);
  return result.data;
}

/** `https://github.com`, or the server that the API's address belongs to. */
export function serverUrlOf(config: AppConfig): string {
  return config.serverUrl ?? serverUrlOfApi(config.githubUrl);
}

/** The environment's names follow Probot's where it has one. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): WrittenAppConfig {
  const text = (name: string) => (env[name] === undefined || env[name] === "" ? undefined : env[name]);
  const number = (name: string) => (text(name) === undefined ? undefined : Number(text(name)));
  const list = (name: string) =>
    text(name)
      ?.split(",")
      .map((part) => part.trim());
  return {
    appId: number("APP_ID") ?? Number.NaN,
    privateKey: (text("PRIVATE_KEY") ?? "").replaceAll("\\n", "\n"),
    webhookSecrets: [text("WEBHOOK_SECRET") ?? "", text("WEBHOOK_SECRET_OLD")].filter((s) => s !== undefined),
    host: text("HOST"),
    port: number("PORT"),
    webhookPath: text("WEBHOOK_PATH"),
    inbox: text("PEDIGREE_INBOX"),
    githubUrl: text("GITHUB_API_URL"),
    serverUrl: text("GITHUB_SERVER_URL"),
    registries: list("PEDIGREE_REGISTRIES"),
    registryBranch: text("PEDIGREE_REGISTRY_BRANCH"),
    reconcileSeconds: number("PEDIGREE_RECONCILE_SECONDS"),
    artifactHosts: list("PEDIGREE_ARTIFACT_HOSTS"),
    logLevel: logLevel(text("LOG_LEVEL")),
  };
}

function checkSecret(secret: string): void {
  const characters = secret.trim().length;
  if (characters >= MIN_SECRET_CHARACTERS && new Set(secret).size >= 8) return;
  throw invalid(
    "webhookSecrets",
    `a random secret of at least ${MIN_SECRET_CHARACTERS} characters`,
    characters === 0 ? "nothing" : `${characters} characters`,
  );
}

function checkPrivateKey(pem: string): void {
  try {
    if (createPrivateKey(pem).asymmetricKeyType === "rsa") return;
  } catch {
    // The parser's own message may quote the key, so it goes no further.
  }
  throw invalid(
    "privateKey",
    "the App's RSA private key in PEM form",
    pem === "" ? "nothing" : "something else",
  );
}

function invalid(path: string, expected: string, found?: string): PedigreeError {
  return new PedigreeError("CONFIG_INVALID", "the App does not start with this configuration", {
    subject: "configuration",
    path,
    expected,
    ...(found === undefined ? {} : { found }),
    remedy: REMEDIES[path] ?? "see docs/app.md",
  });
}

const REMEDIES: Readonly<Record<string, string>> = {
  appId: "set APP_ID to the number on the App's settings page",
  webhookSecrets:
    "set WEBHOOK_SECRET, e.g. to the output of `openssl rand -hex 32`, here and in the App's settings",
  privateKey: "set PRIVATE_KEY to the .pem file that GitHub gave you for the App",
};

function logLevel(text: string | undefined): AppConfig["logLevel"] | undefined {
  // Finer levels of Probot print whole payloads, so they are not offered.
  return (["fatal", "error", "warn", "info"] as const).find((level) => level === text);
}
