"""A Hydra sweep over two learning rates; each job leaves its configuration and its metrics."""

import json
import subprocess
import sys
from pathlib import Path

from report import curve, expect

JOB = """
import json
from pathlib import Path

import hydra
from hydra.core.hydra_config import HydraConfig


@hydra.main(version_base=None, config_path=None, config_name="config")
def train(config):
    folder = Path(HydraConfig.get().runtime.output_dir)
    (folder / "metrics.json").write_text(json.dumps({"loss": config.lr * 2, "seen": config.model.layers}))


from hydra.core.config_store import ConfigStore

ConfigStore.instance().store(name="config", node={"lr": 0.1, "model": {"layers": 3}})
train()
"""

Path("job.py").write_text(JOB)
subprocess.run([sys.executable, "job.py", "--multirun", "lr=0.1,0.01", "hydra.sweep.dir=sweep"], check=True)
jobs = sorted(Path("sweep").glob("*/metrics.json"))
found = {job.parent.name: json.loads(job.read_text()) for job in jobs}
assert list(found) == ["0", "1"], found
expect(
    {f"{job}/{name}": curve([value]) for job, values in found.items() for name, value in values.items()},
    {f"{job}/lr": value["loss"] / 2 for job, value in found.items()},
)
