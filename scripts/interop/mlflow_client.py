"""Logs a small training with the real MLflow client and checks what the tracking server gives back.

Needs MLFLOW_TRACKING_URI and MLFLOW_TRACKING_TOKEN. Prints one line of JSON; exits 1 when a check fails.
"""

import json
import math
import tempfile
from pathlib import Path

import mlflow
from mlflow.exceptions import MlflowException
from mlflow.tracking import MlflowClient


def train():
    """Nested runs, batches, parameters, tags, a NaN and an artifact."""
    mlflow.set_experiment("interop")
    with mlflow.start_run(run_name="parent") as parent:
        mlflow.log_params({"lr": 0.1, "layers": 3})
        mlflow.set_tag("team", "data")
        for step in range(20):
            mlflow.log_metrics({"loss": 1 / (step + 1), "acc": step / 20}, step=step)
        mlflow.log_metric("broken", math.nan)
        mlflow.log_metric("endless", math.inf)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "notes and more.txt"
            path.write_text("hello")
            mlflow.log_artifact(str(path), "notes")
        mlflow.log_dict({"a": 1}, "config/a.json")
        with mlflow.start_run(run_name="child", nested=True):
            mlflow.log_metric("loss", 0.5)
    return parent.info.run_id


def check_run(client, run_id):
    run = client.get_run(run_id)
    assert run.info.status == "FINISHED", run.info.status
    assert run.info.run_name == "parent"
    assert run.data.params == {"lr": "0.1", "layers": "3"}, run.data.params
    assert run.data.tags["team"] == "data"
    assert math.isclose(run.data.metrics["loss"], 0.05)
    assert math.isnan(run.data.metrics["broken"])
    assert math.isinf(run.data.metrics["endless"])
    history = client.get_metric_history(run_id, "loss")
    assert [point.step for point in history] == list(range(20))


def check_artifacts(client, run_id):
    assert [file.path for file in client.list_artifacts(run_id)] == ["config", "notes"]
    path = mlflow.artifacts.download_artifacts(run_id=run_id, artifact_path="notes/notes and more.txt")
    assert Path(path).read_text() == "hello"
    assert mlflow.artifacts.load_dict(f"runs:/{run_id}/config/a.json") == {"a": 1}


def check_search(client, run_id):
    found = lambda text: [
        run.info.run_name
        for run in client.search_runs([client.get_run(run_id).info.experiment_id], text, order_by=["metrics.loss ASC"])
    ]
    assert found("metrics.loss < 0.3 AND params.lr = '0.1'") == ["parent"]
    assert found("") == ["parent", "child"]
    assert found("tags.mlflow.parentRunId = '%s'" % run_id) == ["child"]
    assert found("metrics.loss > 0.4 OR tags.team LIKE 'd%'") == ["parent", "child"]


def check_models(client, run_id):
    experiment = client.get_run(run_id).info.experiment_id
    model = mlflow.initialize_logged_model(name="net", source_run_id=run_id, params={"depth": "2"}, tags={"k": "v"})
    with mlflow.start_run(run_id=run_id):
        mlflow.log_metric("auc", 0.9, model_id=model.model_id)
    mlflow.finalize_logged_model(model.model_id, "READY")
    found = mlflow.search_logged_models([experiment], filter_string="metrics.auc > 0.8", output_format="list")
    assert [each.model_id for each in found] == [model.model_id]
    assert found[0].status == "READY" and found[0].params == {"depth": "2"}, found[0]


def check_errors(client, run_id):
    for call, code in [
        (lambda: client.get_run("0" * 32), "RESOURCE_DOES_NOT_EXIST"),
        (lambda: client.log_param(run_id, "lr", "0.2"), "INVALID_PARAMETER_VALUE"),
        (lambda: client.create_experiment("interop"), "RESOURCE_ALREADY_EXISTS"),
        (lambda: client.create_registered_model("m"), "PERMISSION_DENIED"),
        (lambda: client.search_runs(["1"], "metrics.loss <"), "INVALID_PARAMETER_VALUE"),
    ]:
        try:
            call()
        except MlflowException as error:
            assert error.error_code == code, (code, error.error_code, str(error))
        else:
            raise AssertionError(f"expected {code}")


def autolog():
    """A real training of scikit-learn, where it and the whole of MLflow are installed; else says why not."""
    try:
        import mlflow.sklearn
        from sklearn.datasets import load_iris
        from sklearn.linear_model import LogisticRegression

        mlflow.sklearn.autolog(log_models=False)
    except (ImportError, MlflowException) as error:
        return f"skipped: {type(error).__name__}"
    with mlflow.start_run(run_name="autolog") as run:
        LogisticRegression(max_iter=200).fit(*load_iris(return_X_y=True))
    data = MlflowClient().get_run(run.info.run_id).data
    assert data.params["max_iter"] == "200", data.params
    assert data.metrics["training_accuracy_score"] > 0.9, data.metrics
    return f"{len(data.params)} parameters, {len(data.metrics)} metrics"


def main():
    client = MlflowClient()
    run_id = train()
    for check in (check_run, check_artifacts, check_search, check_models, check_errors):
        check(client, run_id)
    print(json.dumps({"mlflow": mlflow.__version__, "run": run_id, "autolog": autolog()}))


if __name__ == "__main__":
    main()
