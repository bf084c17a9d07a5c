import { readFileSync } from "node:fs";

/** A JSON Schema as the vendored files hold it; references point to `#/schemas/NAME`. */
export type Schema = Readonly<Record<string, unknown>>;

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required?: boolean;
  /** The value may contain slashes. */
  readonly segments?: "many";
  readonly schema: Schema;
}

/** One operation; `content` maps a media type to its schema and is empty where nothing is sent. */
export interface Operation {
  readonly parameters: readonly Parameter[];
  readonly body?: { readonly required?: boolean; readonly content: Readonly<Record<string, Schema>> };
  readonly responses: Readonly<Record<string, Readonly<Record<string, Schema>>>>;
}

export interface RestDescription {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly schemas: Readonly<Record<string, Schema>>;
}

export interface WebhookDescription {
  readonly webhooks: Readonly<Record<string, Schema>>;
  readonly schemas: Readonly<Record<string, Schema>>;
}

/** GitHub's REST description, reduced by `scripts/vendor-openapi.ts`. */
export function readRestDescription(): RestDescription {
  const description: RestDescription = JSON.parse(readVendored("github-openapi.json"));
  return description;
}

/** GitHub's webhook description, reduced by the same script. */
export function readWebhookDescription(): WebhookDescription {
  const description: WebhookDescription = JSON.parse(readVendored("github-webhooks.json"));
  return description;
}

function readVendored(file: string): string {
  return readFileSync(new URL(file, import.meta.url), "utf8");
}
