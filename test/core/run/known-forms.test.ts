import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KnownForms, MIN_FORM, type Span } from "../../../core/run/known-forms.ts";
import { law } from "../../support/law.ts";

// Few letters, so that forms overlap, begin each other and hold each other.
const letters = fc.constantFrom("a", "b");
const form = fc.string({ unit: letters, minLength: MIN_FORM, maxLength: 14 });
const text = fc.string({ unit: letters, maxLength: 120 });

/** Every place of every form, those that overlap made one: slow and plain. */
function plainly(forms: readonly string[], within: string): readonly Span[] {
  const covered = new Set<number>();
  const joints = new Set<number>();
  for (const one of forms) {
    for (let at = within.indexOf(one); at >= 0; at = within.indexOf(one, at + 1)) {
      for (let offset = 0; offset < one.length; offset += 1) covered.add(at + offset);
      for (let offset = 1; offset < one.length; offset += 1) joints.add(at + offset);
    }
  }
  const spans: { start: number; end: number }[] = [];
  for (const at of [...covered].sort((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last !== undefined && last.end === at && joints.has(at)) last.end = at + 1;
    else spans.push({ start: at, end: at + 1 });
  }
  return spans;
}

describe("known forms", () => {
  it("are found wherever they stand, and where they overlap as one", () => {
    law(fc.tuple(fc.array(form, { maxLength: 5 }), text), ([forms, within]) => {
      expect(new KnownForms(forms).find(within)).toEqual(plainly(forms, within));
    });
  });

  it("are found among any characters", () => {
    // Lone surrogates among them.
    const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
    law(
      fc.tuple(fc.string({ minLength: MIN_FORM, unit }), fc.string(), fc.string()),
      ([one, before, after]) => {
        const found = new KnownForms([one]).find(before + one + after);
        const start = before.length;
        expect(found.some((span) => span.start <= start && span.end >= start + one.length)).toBe(true);
      },
    );
  });

  it("may have begun at the end of a text, by as many characters as any of them begins with", () => {
    law(fc.tuple(fc.array(form, { minLength: 1, maxLength: 5 }), text), ([forms, within]) => {
      const begun = (length: number) =>
        forms.some((one) => one.length > length && within.endsWith(one.slice(0, length)));
      const lengths = Array.from({ length: within.length + 1 }, (_, at) => within.length - at);
      expect(new KnownForms(forms).beginningAt(within)).toBe(lengths.find(begun) ?? 0);
    });
  });

  it("are nothing where they are shorter than eight characters", () => {
    expect(new KnownForms(["secret", ""]).find("a secret here")).toEqual([]);
  });
});
