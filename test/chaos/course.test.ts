import { describe, expect, it } from "vitest";
import { BEGINNING, Course } from "./course.ts";
import { Random } from "./random.ts";

describe("Course", () => {
  it("lets things happen in the order of their time, each after all that the one before led to", async () => {
    const course = new Course(new Random(1));
    const seen: string[] = [];
    const see = (what: string) => seen.push(`${course.now() - BEGINNING} ${what}`);
    course.later(20, () => see("timer"));
    const later = course.work(10, async () => {
      // What a request leads to may take many turns of the event loop.
      for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
      see("request");
    });
    void later.then(() => course.work(5, async () => see("next request")));
    while (await course.step());
    expect(seen).toEqual(["10 request", "15 next request", "20 timer"]);
  });

  it("stands still while another thread works, whose work is done in the order of asking", async () => {
    const course = new Course(new Random(1));
    const seen: string[] = [];
    const slow = course.outside(new Promise((resolve) => setTimeout(resolve, 30)));
    const fast = course.outside(Promise.resolve());
    void slow.then(() => seen.push("slow"));
    void fast.then(() => seen.push("fast"));
    await course.calm();
    expect(seen).toEqual(["slow", "fast"]);
  });

  it("does not wait for ever for what comes to no end", async () => {
    const course = new Course(new Random(1));
    const again = () => void course.later(60_000, again);
    again();
    await expect(course.drive(new Promise(() => {}))).rejects.toThrow("comes to no end");
  });
});
