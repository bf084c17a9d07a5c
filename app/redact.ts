/** Forms of GitHub's tokens, JSON Web Tokens and PEM keys: none of them belongs into a log. */
const SECRET_FORMS = [
  /\b(?:gh[a-z]_[A-Za-z0-9_]{16,}|github_pat_[A-Za-z0-9_]{20,})/g,
  /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/g,
  /-----BEGIN [A-Z ]+-----[\s\S]*?(?:-----END [A-Z ]+-----|$)/g,
  /([?&](?:sig|token|access_token|client_secret)=)[^&\s"]+/gi,
];

/** Takes secrets out of a line: the App's own by value, others by their form. */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  const own = secrets.filter((secret) => secret !== "");
  return (text) => {
    const without = own.reduce((line, secret) => line.replaceAll(secret, "[redacted]"), text);
    return SECRET_FORMS.reduce(
      (line, form) => line.replace(form, (_, kept) => `${typeof kept === "string" ? kept : ""}[redacted]`),
      without,
    );
  };
}
