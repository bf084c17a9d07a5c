"""Makes the small real files below test/fixtures/importers with the libraries that write them.

python -m venv env && env/bin/pip install tensorboard tensorboardX dvclive dvc hydra-core xgboost lightgbm wandb \
    mlflow-skinny sqlalchemy alembic trackio scikit-learn keras jax catboost nbclient ipykernel
env/bin/python scripts/interop/make-fixtures.py [NAME…]

Trackio's older form is written by trackio==0.3.4, in an environment of its own: make-fixtures.py trackio

The numbers are fixed; times, ids and host names are those of the moment, and the tests do not look at them.
"""

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TARGET = Path(__file__).resolve().parents[2] / "test" / "fixtures" / "importers"


def fresh(name):
    folder = TARGET / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def losses():
    return [1.0 / (step + 1) for step in range(5)]


def tensorboardx():
    """Scalars as simple_value, hparams in a folder of its own: what PyTorch's SummaryWriter writes."""
    from tensorboardX import SummaryWriter

    folder = fresh("tensorboardx")
    with SummaryWriter(str(folder / "run")) as writer:
        for step, loss in enumerate(losses()):
            writer.add_scalar("train/loss", loss, step)
            writer.add_scalar("train/größe", step * 0.5, step)
        writer.add_scalar("train/diverged", float("nan"), 4)
        writer.add_hparams({"lr": 0.1, "optimizer": "sgd", "nesterov": True}, {"accuracy": 0.91})


def tensorboard_tensors():
    """Scalars as tensors under the scalars plugin: what TensorFlow 2 and Keras write."""
    from tensorboard.compat.proto.event_pb2 import Event
    from tensorboard.compat.proto.summary_pb2 import Summary, SummaryMetadata
    from tensorboard.compat.proto.tensor_pb2 import TensorProto
    from tensorboard.compat.proto.types_pb2 import DT_FLOAT
    from tensorboard.plugins.scalar.metadata import create_summary_metadata
    from tensorboard.summary.writer.event_file_writer import EventFileWriter

    for part, factor in (("train", 1.0), ("validation", 2.0)):
        writer = EventFileWriter(str(fresh(f"tensorboard/{part}")))
        for step, loss in enumerate(losses()):
            # As the writers do: metadata with the first value only.
            metadata = create_summary_metadata(display_name="", description="") if step == 0 else SummaryMetadata()
            value = Summary.Value(tag="epoch_loss", metadata=metadata)
            value.tensor.CopyFrom(TensorProto(dtype=DT_FLOAT, float_val=[loss * factor]))
            writer.add_event(Event(wall_time=1700000000.0 + step, step=step, summary=Summary(value=[value])))
        writer.close()


def tensorboard_plots():
    """Histograms as HistogramProto and precision-recall curves: what PyTorch's SummaryWriter writes, too."""
    import numpy
    from tensorboardX import SummaryWriter

    generator = numpy.random.default_rng(7)
    labels = generator.integers(0, 2, 60)
    with SummaryWriter(str(fresh("tensorboard-plots/run"))) as writer:
        for step in range(4):
            values = generator.normal(scale=step + 1, size=40)
            writer.add_histogram("fc/weight", values, step, bins="auto")
            writer.add_histogram("fc/weight.grad", values / 10**step, step, bins="auto")
        writer.add_scalar("loss", 0.5, 3)
        writer.add_pr_curve("validation", labels, numpy.clip(labels * 0.3 + generator.random(60) * 0.7, 0, 1), 3, num_thresholds=11)


def tensorboard_tensor_plots():
    """Histograms as tensors of rows (left, right, count), metadata with the first only: what TensorFlow 2 and Keras write."""
    import numpy
    from tensorboard.compat.proto.event_pb2 import Event
    from tensorboard.plugins.histogram.summary_v2 import histogram_pb
    from tensorboard.summary.writer.event_file_writer import EventFileWriter

    generator = numpy.random.default_rng(7)
    writer = EventFileWriter(str(fresh("tensorboard-plots/tensors")))
    for step in range(3):
        summary = histogram_pb("dense/kernel", generator.normal(size=50), buckets=6)
        if step > 0:
            summary.value[0].ClearField("metadata")
        writer.add_event(Event(wall_time=1700000000.0 + step, step=step, summary=summary))
    writer.add_event(Event(wall_time=1700000003.0, step=3, summary=histogram_pb("dense/bias", numpy.zeros(4), buckets=6)))
    writer.add_event(Event(wall_time=1700000004.0, step=3, summary=histogram_pb("dense/unused", [], buckets=6)))
    writer.close()


def data():
    import numpy

    generator = numpy.random.default_rng(7)
    features = generator.normal(size=(80, 3))
    return features, (features.sum(axis=1) > 0).astype(int)


def xgboost_log():
    import xgboost

    folder = fresh("xgboost")
    features, labels = data()
    train = xgboost.DMatrix(features[:60], labels[:60])
    val = xgboost.DMatrix(features[60:], labels[60:])
    result = {}
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        xgboost.train(
            {"objective": "binary:logistic", "eval_metric": ["logloss", "auc"], "max_depth": 2},
            train,
            num_boost_round=4,
            evals=[(train, "train"), (val, "val")],
            evals_result=result,
        )
    (folder / "output.txt").write_text("loading data\n" + output.getvalue() + "done\n")
    (folder / "evals_result.json").write_text(json.dumps(result))


def lightgbm_log():
    import lightgbm

    folder = fresh("lightgbm")
    features, labels = data()
    train = lightgbm.Dataset(features[:60], labels[:60], free_raw_data=False)
    val = lightgbm.Dataset(features[60:], labels[60:], reference=train, free_raw_data=False)
    result = {}
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        lightgbm.train(
            {"objective": "binary", "metric": ["auc", "l2"], "num_leaves": 4, "verbosity": -1},
            train,
            num_boost_round=4,
            valid_sets=[train, val],
            valid_names=["training", "held out"],
            callbacks=[lightgbm.log_evaluation(1), lightgbm.record_evaluation(result)],
        )
    (folder / "output.txt").write_text(output.getvalue())
    (folder / "evals_result.json").write_text(json.dumps(result))


def dvclive():
    from dvclive import Live

    folder = fresh("dvclive")
    # Elsewhere, because DVCLive would make a DVC project of this one.
    with tempfile.TemporaryDirectory() as work, contextlib.chdir(work):
        with Live(save_dvc_exp=False, report=None, dvcyaml=None) as live:
            live.log_params({"lr": 0.1, "layers": [64, 32]})
            for loss in losses():
                live.log_metric("train/loss", loss)
                live.next_step()
            live.log_metric("diverged", float("nan"), plot=False)
        shutil.copytree("dvclive", folder / "dvclive")


def dvc_pipeline():
    folder = fresh("dvc")
    with tempfile.TemporaryDirectory() as work:
        base = Path(work)
        (base / "data").mkdir()
        (base / "data" / "train.csv").write_text("x,y\n1,2\n")
        (base / "images").mkdir()
        (base / "images" / "a.txt").write_text("a")
        (base / "params.yaml").write_text("train:\n  lr: 0.1\nother: 1\n")
        (base / "train.py").write_text(
            "import json; json.dump({'auc': 0.9, 'val': {'loss': 0.25}}, open('scores.json', 'w'));"
            "open('m.bin', 'w').write('model');"
            "open('loss.csv', 'w').write('step,loss\\n0,0.5\\n1,0.25\\n')"
        )
        (base / "dvc.yaml").write_text(
            "stages:\n  train:\n    cmd: python train.py\n    deps: [data/train.csv, images, train.py]\n"
            "    params: [train.lr]\n    outs: [m.bin]\n    metrics: [scores.json: {cache: false}]\n"
            "    plots: [loss.csv: {x: step, y: loss, cache: false}]\n"
        )
        run = lambda *line: subprocess.run(line, cwd=base, check=True, capture_output=True)
        dvc = [sys.executable, "-m", "dvc"]
        os.environ["PATH"] = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        run("git", "init", "-q")
        run(*dvc, "init", "-q")
        run(*dvc, "add", "-q", "images")
        run(*dvc, "repro", "-q")
        for name in ("dvc.yaml", "dvc.lock", "params.yaml", "images.dvc", "scores.json", "loss.csv"):
            shutil.copy(base / name, folder / name)


def hydra():
    folder = fresh("hydra")
    with tempfile.TemporaryDirectory() as work:
        script = Path(work) / "app.py"
        script.write_text(
            "import hydra\nfrom omegaconf import DictConfig\n"
            "@hydra.main(version_base=None, config_path='.', config_name='conf')\n"
            "def main(cfg: DictConfig): pass\nmain()\n"
        )
        (Path(work) / "conf.yaml").write_text(
            "optimizer: {name: sgd, lr: 0.1}\nlayers: [64, 32]\nseed: null\n"
        )
        subprocess.run(
            [sys.executable, str(script), "optimizer.lr=0.05", "+note=hello", f"hydra.run.dir={folder}/outputs/run"],
            cwd=work,
            check=True,
        )
    for path in folder.rglob("hydra.yaml"):
        path.write_text(path.read_text().replace(str(folder), "/train").replace(work, "/train"))


def wandb_offline():
    import wandb

    folder = fresh("wandb")
    os.environ["WANDB_DIR"] = str(folder)
    run = wandb.init(
        mode="offline",
        project="churn",
        name="first",
        tags=["small", "example"],
        config={"lr": 0.1, "optimizer": {"name": "sgd"}},
        settings=wandb.Settings(disable_git=True, save_code=False, x_disable_stats=True, x_disable_meta=True, console="off"),
    )
    for step, loss in enumerate(losses()):
        run.log({"loss": loss, "val": {"auc": 0.5 + step / 10}})
    run.summary["best"] = 0.2
    run.finish()
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and path.suffix != ".wandb":
            path.unlink()
        elif path.is_symlink():
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def mlflow():
    for name, uri in (("mlflow-files", "mlruns"), ("mlflow-db", "sqlite:///mlflow.db")):
        folder = fresh(name)
        with contextlib.chdir(folder):
            os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"
            from mlflow.tracking import MlflowClient

            client = MlflowClient(tracking_uri=uri)
            experiment = client.create_experiment("churn")
            run = client.create_run(experiment, run_name="first").info.run_id
            client.log_param(run, "lr", 0.1)
            client.log_param(run, "optimizer/name", "sgd")
            for step, loss in enumerate(losses()):
                client.log_metric(run, "train/loss", loss, step=step)
            client.log_metric(run, "auc", 0.91)
            client.log_metric(run, "diverged", float("nan"))
            client.set_tag(run, "team", "growth")
            client.set_terminated(run)
    # The paths of the machine are of no interest.
    for path in (TARGET / "mlflow-files").rglob("meta.yaml"):
        path.write_text(path.read_text().replace(str(TARGET), "/train"))
    database = TARGET / "mlflow-db" / "mlflow.db"
    import sqlite3

    # Only the tables that runs live in, so that the fixture stays small.
    keep = {"experiments", "runs", "metrics", "latest_metrics", "params", "tags", "alembic_version"}
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA foreign_keys = OFF")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        if name not in keep and not name.startswith("sqlite_"):
            connection.execute(f'DROP TABLE "{name}"')
    connection.execute("UPDATE runs SET artifact_uri = '', user_id = ''")
    connection.execute("UPDATE experiments SET artifact_location = ''")
    connection.execute("PRAGMA page_size = 512")
    connection.commit()
    connection.execute("VACUUM")
    connection.close()


def trackio():
    """A project's database, as the version that is installed writes it: with ids of runs or, before 2026, without."""
    import sqlite3

    with tempfile.TemporaryDirectory() as work:
        os.environ["TRACKIO_DIR"] = os.environ["HF_HOME"] = work
        import trackio

        for name, factor in (("first", 1.0), ("second", 2.0)):
            trackio.init(project="churn", name=name, config={"lr": 0.1, "optimizer": {"name": "sgd"}})
            for loss in losses():
                trackio.log({"loss": loss * factor, "val": {"auc": 0.5}, "note": "text"})
            trackio.log({"diverged": float("nan"), "top": float("inf")})
            if hasattr(trackio, "log_system"):
                trackio.log_system({"cpu": 12.5})
            trackio.finish()
        (source,) = Path(work).rglob("churn.db")
        connection = sqlite3.connect(source)
        new = any(name == "run_id" for _, name, *_ in connection.execute("PRAGMA table_info(metrics)"))
        target = fresh(f"trackio/{'new' if new else 'old'}") / "churn.db"
        shutil.copy(source, target)
    # Only the tables that runs live in, so that the fixture stays small.
    connection = sqlite3.connect(target)
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    connection.execute("PRAGMA journal_mode = DELETE")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        if name not in ("metrics", "configs", "system_metrics") and not name.startswith("sqlite_"):
            connection.execute(f'DROP TABLE "{name}"')
    connection.execute("PRAGMA page_size = 512")
    connection.commit()
    connection.execute("VACUUM")
    connection.execute(f"PRAGMA journal_mode = {mode}")
    connection.close()


def classification_report():
    from sklearn.metrics import classification_report as report

    folder = fresh("scikit-learn")
    actual = ["setosa"] * 4 + ["versicolor"] * 3 + ["virginica"] * 3
    predicted = ["setosa"] * 4 + ["versicolor", "virginica", "versicolor", "virginica", "virginica", "setosa"]
    (folder / "classification_report.json").write_text(json.dumps(report(actual, predicted, output_dict=True)))


def keras_csv():
    os.environ["KERAS_BACKEND"] = "jax"
    import keras

    folder = fresh("keras")
    keras.utils.set_random_seed(7)
    features, labels = data()
    model = keras.Sequential([keras.layers.Input((3,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(optimizer="sgd", loss="binary_crossentropy", metrics=["accuracy"])
    logger = keras.callbacks.CSVLogger(str(folder / "training.log"))
    model.fit(features[:60], labels[:60], validation_data=(features[60:], labels[60:]), epochs=3, verbose=0, callbacks=[logger])


def catboost_info():
    import catboost

    folder = fresh("catboost")
    features, labels = data()
    output = io.StringIO()
    with tempfile.TemporaryDirectory() as work, contextlib.redirect_stdout(output):
        model = catboost.CatBoostClassifier(iterations=4, depth=2, custom_metric=["AUC"], train_dir=f"{work}/catboost_info", thread_count=1)
        model.fit(features[:60], labels[:60], eval_set=(features[60:], labels[60:]))
        (folder / "catboost_info").mkdir()
        for name in ("learn_error.tsv", "test_error.tsv"):
            shutil.copy(f"{work}/catboost_info/{name}", folder / "catboost_info" / name)
    (folder / "output.txt").write_text(output.getvalue())


def notebook():
    """Executed by a kernel, with an output and a picture that no record may hold."""
    import nbclient
    import nbformat
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

    cells = [
        new_markdown_cell("# Training"),
        new_code_cell("lr = 0.1\nprint('canary in an output')"),
        new_code_cell("loss = 1 / lr\nloss"),
        new_code_cell(""),
    ]
    book = new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}, "author": "canary in metadata"})
    nbclient.NotebookClient(book, kernel_name="python3").execute()
    nbformat.write(book, fresh("notebook") / "train.ipynb")


MAKERS = [
    tensorboardx,
    tensorboard_tensors,
    tensorboard_plots,
    tensorboard_tensor_plots,
    xgboost_log,
    lightgbm_log,
    dvclive,
    dvc_pipeline,
    hydra,
    wandb_offline,
    mlflow,
    trackio,
    classification_report,
    keras_csv,
    catboost_info,
    notebook,
]

if __name__ == "__main__":
    wanted = sys.argv[1:]
    for maker in MAKERS:
        if not wanted or maker.__name__ in wanted:
            maker()
            print(maker.__name__)
