"""Processes that log to one run at once, asynchronously, beside what people log but numbers: the client reads all of it back."""

import multiprocessing
import sys

import mlflow
import pandas
from mlflow.tracking import MlflowClient
from report import curve, expect
from tqdm import tqdm

SEED = 2**64 - 59


def work(run_id, part, parts):
    mlflow.config.enable_async_logging()
    with mlflow.start_run(run_id=run_id):
        for step in tqdm(range(part, 120, parts), desc=f"part {part}", file=sys.stdout):
            mlflow.log_metric("shared", 1 / (step + 1), step=step)
    mlflow.flush_async_logging()


if __name__ == "__main__":
    with mlflow.start_run(run_name="größe/1", description="# Why\nTwo at once.") as run:
        run_id = run.info.run_id
        mlflow.log_params({"seed": SEED, "note": "x" * 6000})
        for step in [3, 1, 2, -1]:
            mlflow.log_metric("late", step / 10, step=step)
        mlflow.log_metrics({"diverged": float("nan"), "endless": float("inf"), "über alles": 1e308})
        frame = pandas.DataFrame({"x": [1, 2], "y": [0, 1]})
        mlflow.log_input(mlflow.data.from_pandas(frame, name="frame"), context="training")
        mlflow.log_table({"in": ["a"], "out": ["b"]}, "answers.json")
        mlflow.log_table({"in": ["c"], "out": ["d"]}, "answers.json")
        mlflow.log_dict({"a": [1]}, "deep/of.json")
        mlflow.log_text("ä", "100 % of it.txt")
        context = multiprocessing.get_context("spawn")
        workers = [context.Process(target=work, args=(run_id, part, 2)) for part in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
            assert worker.exitcode == 0, worker.exitcode

    client = MlflowClient()
    logged = client.get_run(run_id)
    assert len(mlflow.load_table("answers.json", run_ids=[run_id])) == 2
    assert mlflow.artifacts.load_dict(f"{logged.info.artifact_uri}/deep/of.json") == {"a": [1]}
    assert {file.path for file in client.list_artifacts(run_id)} == {"answers.json", "deep", "100 % of it.txt"}
    found = mlflow.search_runs(filter_string="metrics.late > 0.2 AND attributes.run_name LIKE 'größe%'")
    assert list(found["run_id"]) == [run_id], found
    histories = {}
    for name, last in logged.data.metrics.items():
        points = sorted(client.get_metric_history(run_id, name), key=lambda point: (point.step, point.timestamp))
        assert points[-1].value == last or last != last, (name, points[-1], last)
        histories[name] = curve(point.value for point in points)
    expect(histories, logged.data.params, data=["frame"], name="größe/1", notes="# Why\nTwo at once.")
