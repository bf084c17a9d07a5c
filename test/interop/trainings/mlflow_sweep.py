"""A parent with three nested runs, as a search over parameters logs them."""

import mlflow
from report import curve, expect

with mlflow.start_run(run_name="search") as parent:
    mlflow.log_param("trials", 3)
    losses = []
    for trial, rate in enumerate([0.1, 0.01, 0.001]):
        with mlflow.start_run(run_name=f"trial-{trial}", nested=True):
            mlflow.log_param("lr", rate)
            losses.append([rate * (step + 1) for step in range(4)])
            for step, loss in enumerate(losses[-1]):
                mlflow.log_metric("loss", loss, step=step)
    mlflow.log_metric("best_loss", min(map(min, losses)))

best = {"best_loss": curve([min(map(min, losses))])}
children = {f"trial-{trial}": curve(values) for trial, values in enumerate(losses)}
expect(best, {"trials": "3"}, children=children)
