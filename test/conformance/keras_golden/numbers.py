"""Arrays as JSON: float32 values by their shortest decimal text, so that a golden file stays small and exact."""
import json
import math
import os

import numpy as np

GOLDEN = os.path.join(os.path.dirname(__file__), "..", "golden")


def plain(value):
    """Nested lists of numbers; infinities and NaN, which JSON lacks, as text."""
    array = np.asarray(value)
    if array.ndim > 0:
        return [plain(item) for item in array]
    if np.issubdtype(array.dtype, np.floating):
        number = float(array)
        return float(str(np.float32(number))) if math.isfinite(number) else str(number)
    return int(array)


def write(category, name, content):
    folder = os.path.join(GOLDEN, category)
    os.makedirs(folder, exist_ok=True)
    import keras

    with open(os.path.join(folder, f"{name}.json"), "w") as file:
        file.write(json.dumps({"keras": keras.__version__, "name": name, **content}, separators=(",", ":")))
        file.write("\n")
