import fc from "fast-check";
import { expect, test } from "vitest";
import {
  createRedactor,
  isSecretName,
  isSecretVariable,
  REDACTED,
  redactDeep,
  secretValues,
} from "../../../core/run/redact.ts";

const redact = createRedactor([]);

// Not real: each only has the shape that its provider documents. Built from parts, so that no scanner takes them for leaks.
const CANARIES = {
  "GitHub token": `ghp_${"a1B2".repeat(9)}`,
  "GitHub installation token": `ghs_${"a1B2".repeat(9)}`,
  "GitHub fine-grained token": `github_pat_${"a1B2".repeat(20)}`,
  "AWS key": `AKIA${"ABCD".repeat(4)}`,
  "Hugging Face token": `hf_${"abcD".repeat(9)}`,
  "OpenAI key": `sk-proj-${"aB3d".repeat(10)}`,
  "GitLab token": `glpat-${"aB3d".repeat(6)}`,
  "Slack token": `xoxb-${"1234".repeat(5)}`,
  "Google key": `AIza${"aB3d-".repeat(7)}`,
  "JSON web token": `eyJ${"hbGci".repeat(3)}.eyJ${"zdWIi".repeat(3)}.${"c2ln".repeat(4)}`,
};

test.each(Object.entries(CANARIES))("a %s is replaced wherever it stands", (_, canary) => {
  for (const text of [canary, `x=${canary}`, `"${canary}"`, `--data ${canary} --lr 0.1`, `a\n${canary}\nb`]) {
    expect(redact(text)).not.toContain(canary);
    expect(redact(text)).toContain(REDACTED);
  }
});

test.each([
  ["--password hunter22 --lr 0.1", "--password [redacted] --lr 0.1"],
  ["--db-password=hunter22", "--db-password=[redacted]"],
  ["--api-key 'two words'", "--api-key [redacted]"],
  ["WANDB_API_KEY=0123abcd python train.py", "WANDB_API_KEY=[redacted] python train.py"],
  ["curl https://user:pass@example.org/data.csv", "curl https://[redacted]@example.org/data.csv"],
  ["Authorization: Bearer abcdefgh12345678", "Authorization: Bearer [redacted]"],
  ['{"token": "abc"}', '{"token": [redacted]}'],
  ["password: 12345", "password: [redacted]"],
  ["train '--password=a;b, c' --lr 1", "train '--password=[redacted]' --lr 1"],
  ["train '--api-key=a'\\''b;c' --lr 1", "train '--api-key=[redacted]' --lr 1"],
  ["train --password 'a'\\''b;c' --lr 1", "train --password [redacted] --lr 1"],
  [`train '--password=a'"'"'b;c' --lr 1`, "train '--password=[redacted]' --lr 1"],
  ['"--password=a;\\"b", "x"', '"--password=[redacted]", "x"'],
  ['password="C:\\dir\\" x', "password=[redacted] x"],
  ["postgres://joe:p@ss@db.example.org/x", "postgres://[redacted]@db.example.org/x"],
])("%s", (text, expected) => {
  expect(redact(text)).toBe(expected);
});

test.each([
  "python train.py --lr 0.1 --epochs=5 --tokenizer bpe",
  "loss per token: 2.31",
  "each token is embedded, then every password list is shuffled",
  "https://example.org/a@b",
  "epoch=3 max_tokens=512",
])("%s is left as it is", (text) => {
  expect(redact(text)).toBe(text);
});

test("a known value is found in every usual encoding", () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 8, maxLength: 60 }).filter((s) => s.trim().length >= 8),
      (raw) => {
        const secret = raw.trim();
        const redactor = createRedactor([raw]);
        const bytes = Buffer.from(secret);
        const forms = [
          secret,
          bytes.toString("base64").replace(/=+$/, ""),
          bytes.toString("base64url"),
          bytes.toString("hex"),
          encodeURIComponent(secret),
          JSON.stringify(secret).slice(1, -1),
        ];
        for (const form of forms) expect(redactor(`<<${form}>>`)).not.toContain(form);
      },
    ),
  );
});

test("a value of several lines is found line by line", () => {
  const redactor = createRedactor(["first-line-of-it\nsecond-line-of-it"]);
  expect(redactor("x second-line-of-it y")).toBe("x [redacted] y");
});

test("a short value is no secret, because it would be found in ordinary words", () => {
  expect(createRedactor(["main"])("main branch")).toBe("main branch");
});

test("which variables hold secrets is told by their names", () => {
  const env = {
    GITHUB_TOKEN: "value-1",
    MY_API_KEY: "value-2",
    DB_PASSWORD: "value-3",
    DB_PWD: "value-4",
    PWD: "/home/ada/churn",
    OLDPWD: "/home/ada",
    HOME: "/root",
    LR: "0.1",
  };
  expect(secretValues(env)).toEqual(["value-1", "value-2", "value-3", "value-4"]);
  expect(isSecretVariable("PATH")).toBe(false);
});

test.each(["db.password", "api_key", "hub-token", "secret"])("the parameter %s is secret", (name) => {
  expect(isSecretName(name)).toBe(true);
});

test.each(["tokenizer", "max_tokens", "pad_token", "model.eos_token", "keys", "sort_key"])(
  "the parameter %s is not",
  (name) => {
    expect(isSecretName(name)).toBe(false);
  },
);

test("a known value is found where lines break it, also in a patch, and the rest stays as it is", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("a", "B", "7", "/", "+"), minLength: 12, maxLength: 60 }),
      fc.array(fc.nat(58), { maxLength: 4 }),
      fc.constantFrom("\n", "\r\n", "\n    ", "\n+", "\n> "),
      (secret, cuts, line) => {
        const broken = Array.from(secret, (char, at) => (at > 0 && cuts.includes(at) ? line + char : char));
        const redactor = createRedactor([secret]);
        expect(redactor(`before\n<${broken.join("")}>\nafter`)).toBe("before\n<[redacted]>\nafter");
      },
    ),
  );
});

test.each([
  [`${"a".repeat(19)}+`, `${"a".repeat(19)}\n++`],
  ["+".repeat(12), `+\n+${"+".repeat(11)}`],
])("nothing of a value is left where a patch's mark could be its own: %s", (secret, broken) => {
  expect(createRedactor([secret])(`before\n<${broken}>\nafter`)).toBe("before\n<[redacted]>\nafter");
});

test("the value after a name ends with its line", () => {
  expect(redact("Enter password:\nEpoch 1\n--token\nloss")).toBe("Enter password:\nEpoch 1\n--token\nloss");
});

test("names and values of plain data are redacted alike", () => {
  const redactor = createRedactor(["a-secret-value"]);
  expect(redactDeep({ "x a-secret-value": ["a-secret-value", 1, null, { y: "no" }] }, redactor)).toEqual({
    "x [redacted]": ["[redacted]", 1, null, { y: "no" }],
  });
});

test("hostile text is redacted in linear time", () => {
  const started = performance.now();
  const periodic = createRedactor(["a".repeat(3000), `${"ab".repeat(2000)}c`]);
  for (const part of ["a", "ab", "a\n", "a\n+ ", "\n    "]) periodic(part.repeat(50_000));
  for (const part of ["-----BEGIN ", "eyJ", "a:", "token ", "'", "://", "x".repeat(100)])
    redact(part.repeat(20_000));
  expect(performance.now() - started).toBeLessThan(30_000);
});
