"""A DVC pipeline whose one stage logs with DVCLive; `dvc metrics show` says what DVC makes of it."""

import json
import subprocess
import sys
from pathlib import Path

from report import curve, expect

STAGE = """
from dvclive import Live

with Live("dvclive", report=None) as live:
    live.log_param("lr", 0.1)
    for epoch in range(6):
        live.log_metric("train/loss", 1 / (epoch + 1))
        live.log_metric("accuracy", 0.5 + epoch / 20)
        live.next_step()
"""


def dvc(*arguments):
    return subprocess.run([sys.executable, "-m", "dvc", *arguments], check=True, capture_output=True, text=True).stdout


Path("stage.py").write_text(STAGE)
Path("data.csv").write_text("a,b\n1,2\n3,4\n")
Path("dvc.yaml").write_text(
    f"stages:\n  train:\n    cmd: {sys.executable} stage.py\n    deps: [stage.py, data.csv]\n"
    "    metrics: [dvclive/metrics.json: {cache: false}]\n"
)
dvc("init", "--force")
dvc("repro")
shown = json.loads(dvc("metrics", "show", "--json"))
last = shown[""]["data"]["dvclive/metrics.json"]["data"]
expected = {
    "train/loss": curve(1 / (epoch + 1) for epoch in range(6)),
    "accuracy": curve(0.5 + epoch / 20 for epoch in range(6)),
}
assert expected["train/loss"]["values"][-1] == last["train"]["loss"], last
assert expected["accuracy"]["values"][-1] == last["accuracy"], last
expect(expected, {"lr": 0.1}, data=["data.csv"])
