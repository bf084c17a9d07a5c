import fc from "fast-check";
import { expect, test } from "vitest";
import { parseCommandLine, parseScalar, quoteWords } from "../../../core/run/command-line.ts";

const parse = (text: string) => Object.fromEntries(parseCommandLine(text));

test.each([
  ["python train.py --lr 0.1 --epochs=5", { lr: 0.1, epochs: 5 }],
  ['train --name \'two words\' --note "a \\"b\\""', { name: "two words", note: 'a "b"' }],
  ["train --shift -0.5 --verbose", { shift: -0.5, verbose: true }],
  ["train --flag --lr 1e-4", { flag: true, lr: 1e-4 }],
  ["pip install --upgrade x && python train.py --lr 0.1", { lr: 0.1 }],
  ["jupyter nbconvert --execute --inplace train.ipynb", {}],
  [
    "papermill train.ipynb out.ipynb --log-output -p lr 0.1 -k python3 --parameters_raw name 007 -p seed $SEED -p __proto__ 1",
    { lr: 0.1, name: "007" },
  ],
  ["python -m pip install --quiet x\npython train.py --lr 0.1", { lr: 0.1 }],
  ["train --lr 0.1; evaluate --lr 0.2 --split test", { lr: 0.1, split: "test" }],
  ["train \\\n  --lr 0.1 \\\n  --epochs 3", { lr: 0.1, epochs: 3 }],
  ["train --out $DIR --in `pwd` --lr 0.1", { lr: 0.1 }],
  ["train --lr 0.1 # --epochs 3", { lr: 0.1 }],
  ["train --model.layers 3 --use-bias=false", { "model.layers": 3, "use-bias": false }],
  ["train -v x", {}],
  ["", {}],
])("%s", (text, expected) => {
  expect(parse(text)).toEqual(expected);
});

test("an integer that a number cannot hold stays text", () => {
  expect(parseScalar("12345678901234567890")).toBe("12345678901234567890");
});

test("any text is read without trouble", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (text) => {
      for (const value of parseCommandLine(text).values()) {
        expect(["string", "number", "boolean"]).toContain(typeof value);
      }
    }),
  );
});

test("any option is read back, quoted or joined", () => {
  const word = fc.stringMatching(/^[a-zA-Z0-9 _./:-]{1,20}$/).filter((text) => !text.startsWith("--"));
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z][a-z0-9_]{0,10}$/), word, (name, value) => {
      expect(parse(`train --${name} '${value}'`)).toEqual({ [name]: parseScalar(value) });
      expect(parse(`train --${name}='${value}'`)).toEqual({ [name]: parseScalar(value) });
    }),
  );
});

test.each([
  [["python", "train.py", "--lr=0.1"], "python train.py --lr=0.1"],
  [["echo", "a b", "it's", "$HOME"], `echo 'a b' 'it'"'"'s' '$HOME'`],
  [["x", ""], "x ''"],
])("quotes %j", (words, expected) => {
  expect(quoteWords(words)).toBe(expected);
});

test("options of words come back from their line, whatever they hold", () => {
  const value = fc.string().filter((text) => text !== "" && !/[$`]|^--/.test(text));
  fc.assert(
    fc.property(value, (text) => {
      expect(parse(quoteWords(["train", `--a=${text}`]))).toEqual({ a: parseScalar(text) });
    }),
  );
});
