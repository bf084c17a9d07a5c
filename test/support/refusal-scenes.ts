import type { Account } from "../../core/people.ts";
import { answerComment } from "../../usecases/answer-comment.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { asked, opened, promoted, registered, written } from "./registry-play.ts";
import { ada, eve, grace, mary, POLICY, RegistryWorld } from "./registry-world.ts";

const NAMED = POLICY.replace("access:", "access:\n  override: [{ user: mary }, { user: ada }]");
export const mallory: Account = { id: 66, login: "mallory", bot: false };

/** Where something is said: a world and the pull request in it. */
export type Scene = () => Promise<readonly [RegistryWorld, number]>;

export const version: Scene = async () => {
  const world = new RegistryWorld(NAMED);
  world.people.rights.set(mallory.id, "write");
  return [world, await registered(world, 1)];
};
export const unnamed: Scene = async () => {
  const world = new RegistryWorld(POLICY);
  return [world, await registered(world, 1)];
};
export const unregistered: Scene = async () => {
  const world = new RegistryWorld(NAMED);
  return [world, await opened(world, 1)];
};
export const move: Scene = async () => {
  const [world, home] = await version();
  const number = await asked(world, home);
  await evaluatePull(world.ports, number);
  return [world, number];
};
export const broken: Scene = async () => {
  const [world, number] = await move();
  world.repository.push("main", { "pedigree.yml": "stages: [" }, ada);
  return [world, number];
};
export const brokenVersion: Scene = async () => {
  const [world, number] = await version();
  world.repository.push("main", { "pedigree.yml": null }, ada);
  return [world, number];
};
export const unknownRight: Scene = async () => {
  const [world, number] = await version();
  world.people.rights.set(ada.id, "unknown");
  return [world, number];
};
export const archived: Scene = async () => {
  const world = new RegistryWorld(NAMED.replace("from: [development, archived]", "from: [development]"));
  const home = await registered(world, 1);
  await evaluatePull(world.ports, await asked(world, home, { body: "/archive" }));
  return [world, home];
};
export const served: Scene = async () => {
  const rules = `rollback: { metrics: ["candidate.auc >= 0.99"] }`;
  const world = new RegistryWorld(NAMED.replace("displaced: archived", `displaced: archived\n    ${rules}`));
  const first = await registered(world, 1);
  await promoted(world, first, [grace, mary]);
  await promoted(world, await registered(world, 2), [grace, mary]);
  return [world, first];
};
export const frozen: Scene = async () => {
  const [world, home] = await version();
  await answerComment(
    world.ports,
    written(world, { pull: home, body: "/freeze the data has drifted", sender: mary }),
  );
  return [world, home];
};
export const met: Scene = async () => {
  const [world, number] = await move();
  for (const lead of [grace, mary]) world.pulls.review(number, lead);
  return [world, number];
};
export const closed: Scene = async () => {
  const [world, number] = await move();
  await world.pulls.close(number);
  return [world, number];
};
export const pushed: Scene = async () => {
  const [world, number] = await move();
  const { headBranch } = await world.pulls.get(number);
  world.repository.push(headBranch, { "models/churn/versions/1/card.md": "# Another\n" }, grace);
  return [world, number];
};
export const foreignFile: Scene = async () => {
  const [world, number] = await move();
  const { headBranch } = await world.pulls.get(number);
  world.repository.push(headBranch, { "pedigree.yml": POLICY }, grace);
  await evaluatePull(world.ports, number);
  return [world, number];
};
export const ungoverned: Scene = async () => {
  const [world, number] = await move();
  world.repository.push("main", { "models/churn/stages.json": "{}" }, eve);
  await evaluatePull(world.ports, number);
  return [world, number];
};
