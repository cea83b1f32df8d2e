"""What Keras's optimizers, losses, metrics and so on take: parameters in order, with their defaults."""
import inspect

import keras

from . import callbacks, losses, metrics, optimizers, schedules, weights
from .numbers import write

# Left out: Keras's own object names and number formats.
OTHERS = ["self", "args", "kwargs", "dtype"]

# Where the name is no log's name but Keras's own label of the object.
NAMELESS = ["optimizers", "schedules", "losses"]

ROOMS = {
    "optimizers": (keras.optimizers, optimizers.CASES),
    "schedules": (keras.optimizers.schedules, schedules.CASES),
    "losses": (keras.losses, losses.CASES),
    "metrics": (keras.metrics, metrics.CASES),
    "initializers": (keras.initializers, {**weights.INITIALIZERS, **weights.RANDOM}),
    "regularizers": (keras.regularizers, weights.REGULARIZERS),
    "constraints": (keras.constraints, weights.CONSTRAINTS),
    "callbacks": (keras.callbacks, {
        **callbacks.CASES,
        ("csv_logger", "CSVLogger"): [],
        ("model_checkpoint", "ModelCheckpoint"): [],
        ("terminate_on_nan", "TerminateOnNaN"): [],
    }),
}


def parameters_of(category, entry):
    parameters = inspect.signature(entry.__init__).parameters.values()
    return [
        [p.name] if p.default is inspect.Parameter.empty else [p.name, p.default]
        for p in parameters
        if p.name not in OTHERS and not (p.name == "name" and category in NAMELESS)
    ]


def write_all():
    for category, (room, cases) in ROOMS.items():
        entries = {name: parameters_of(category, getattr(room, keras_name)) for name, keras_name in cases}
        write("training_signatures", category, {"entries": entries})
