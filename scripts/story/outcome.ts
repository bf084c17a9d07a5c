/** What the story came to, printed as the last line of `npm start -- --once`. */
export interface Outcome {
  readonly run: {
    readonly id: string;
    readonly artifact: { readonly name: string; readonly digest: string; readonly bytes: number };
  };
  readonly comment: { readonly url: string; readonly characters: number };
  readonly versions: readonly { readonly version: number; readonly pull: number }[];
  readonly refusal: { readonly missing: readonly string[] };
  readonly holders: { readonly production: number | null; readonly archived: readonly number[] };
  readonly landing: { readonly commit: string };
  readonly labels: Readonly<Record<string, string>>;
  readonly github: { readonly requests: number; readonly schemaViolations: number };
  readonly seconds: number;
}
