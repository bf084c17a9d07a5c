"""A W&B run with no network; its own log file is all that it leaves."""

import os

os.environ["WANDB_MODE"] = "offline"
os.environ["WANDB_SILENT"] = "true"

import wandb
from report import curve, expect

losses = [1 / (step + 1) for step in range(30)]
with wandb.init(project="interop", config={"lr": 0.1, "optimizer": {"name": "adam"}}) as run:
    for step, loss in enumerate(losses):
        run.log({"loss": loss, "val": {"accuracy": step / 30}})
    run.summary["best"] = min(losses)
    told = dict(run.summary)
assert told["loss"] == losses[-1], told
expect(
    {"loss": curve(losses), "val.accuracy": curve(step / 30 for step in range(30)), "best": curve([min(losses)])},
    {"lr": 0.1, "optimizer.name": "adam"},
)
