"""What the library itself says of its training, as `expected.json`, for the record to be compared with."""

import json
import math
from pathlib import Path


def word(value):
    """A number as a record holds it: JSON has no NaN and no infinities."""
    value = float(value)
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return value


def curve(values):
    """The values of one metric in their order."""
    return {"values": [word(value) for value in values]}


def expect(metrics, params=None, tolerance=0.0, **more):
    """`metrics`: name → curve; `params`: name → value; `tolerance` where the library rounds what it writes."""
    told = {"metrics": metrics, "params": params or {}, "tolerance": tolerance, **more}
    Path("expected.json").write_text(json.dumps(told, indent=2))
