// Logistic regression by mini-batch gradient descent, with nothing but Node.
// Reads params.json and data/, writes metrics.json, curves.jsonl and model.json.
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";

const params = JSON.parse(readFileSync("params.json", "utf8"));
const train = readTable("data/train.csv");
const test = readTable("data/test.csv");
const scale = standardiser(train.features);
const random = generator(params.seed);

const model = { weights: new Array(train.features[0].length).fill(0), bias: 0 };
const x = train.features.map(scale);
const xTest = test.features.map(scale);
writeFileSync("curves.jsonl", "");

for (let epoch = 1; epoch <= params.epochs; epoch++) {
  for (const batch of batches(x.length, params.batch_size, random)) step(model, batch);
  const point = {
    step: epoch,
    train_log_loss: logLoss(x, train.labels),
    test_log_loss: logLoss(xTest, test.labels),
    test_auc: areaUnderCurve(xTest.map(score), test.labels),
  };
  appendFileSync("curves.jsonl", `${JSON.stringify(point)}\n`);
  if (epoch % 5 === 0 || epoch === 1) {
    console.log(
      `epoch ${String(epoch).padStart(3)}  log-loss ${point.test_log_loss.toFixed(4)}  AUC ${point.test_auc.toFixed(4)}`,
    );
  }
}

const scores = xTest.map(score);
const metrics = {
  auc: areaUnderCurve(scores, test.labels),
  accuracy: mean(scores.map((p, i) => ((p >= 0.5 ? 1 : 0) === test.labels[i] ? 1 : 0))),
  log_loss: logLoss(xTest, test.labels),
  sensitivity: mean(scores.filter((_, i) => test.labels[i] === 0).map((p) => (p < 0.5 ? 1 : 0))),
};
writeFileSync("metrics.json", `${JSON.stringify(metrics, null, 2)}\n`);
writeFileSync(
  "model.json",
  `${JSON.stringify({ kind: "logistic-regression", features: train.names, ...scale.constants, ...model }, null, 2)}\n`,
);
console.log(
  `held out: AUC ${metrics.auc.toFixed(4)}, accuracy ${metrics.accuracy.toFixed(4)}, log-loss ${metrics.log_loss.toFixed(4)}`,
);

function score(row) {
  return 1 / (1 + Math.exp(-(dot(model.weights, row) + model.bias)));
}

function step(m, batch) {
  const gradient = new Array(m.weights.length).fill(0);
  let biasGradient = 0;
  for (const i of batch) {
    const error = score(x[i]) - train.labels[i];
    for (let j = 0; j < gradient.length; j++) gradient[j] += error * x[i][j];
    biasGradient += error;
  }
  for (let j = 0; j < gradient.length; j++) {
    m.weights[j] -= params.learning_rate * (gradient[j] / batch.length + params.l2 * m.weights[j]);
  }
  m.bias -= (params.learning_rate * biasGradient) / batch.length;
}

function* batches(count, size, next) {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  for (let i = 0; i < count; i += size) yield order.slice(i, i + size);
}

function logLoss(rows, labels) {
  return mean(
    rows.map((row, i) => {
      const p = Math.min(1 - 1e-12, Math.max(1e-12, score(row)));
      return labels[i] === 1 ? -Math.log(p) : -Math.log(1 - p);
    }),
  );
}

// Mann-Whitney: the chance that a benign case scores above a malignant one, ties counting half.
function areaUnderCurve(scores, labels) {
  const positive = scores.filter((_, i) => labels[i] === 1);
  const negative = scores.filter((_, i) => labels[i] === 0);
  let wins = 0;
  for (const p of positive) for (const n of negative) wins += p > n ? 1 : p === n ? 0.5 : 0;
  return wins / (positive.length * negative.length);
}

// The scale comes from the training rows alone: the held-out rows must not leak into it.
function standardiser(rows) {
  const columns = rows[0].map((_, j) => rows.map((row) => row[j]));
  const means = columns.map(mean);
  const deviations = columns.map((c, j) => Math.sqrt(mean(c.map((v) => (v - means[j]) ** 2))) || 1);
  const apply = (row) => row.map((v, j) => (v - means[j]) / deviations[j]);
  return Object.assign(apply, { constants: { means, deviations } });
}

function readTable(path) {
  const [head, ...lines] = readFileSync(path, "utf8").trim().split("\n");
  const rows = lines.map((line) => line.split(",").map(Number));
  return {
    names: head.split(",").slice(0, -1),
    features: rows.map((r) => r.slice(0, -1)),
    labels: rows.map((r) => r.at(-1)),
  };
}

// Mulberry32: a small seeded generator, so that a run can be repeated to the bit.
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function dot(a, b) {
  return a.reduce((sum, v, i) => sum + v * b[i], 0);
}

function mean(values) {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}
