"""What Keras's callbacks do to a run, epoch by epoch, over made-up numbers."""
import os
import tempfile

import keras
import numpy as np

from .call import Call
from .numbers import plain, write

random = np.random.RandomState(31)


class Model:
    """As much of a model as callbacks touch."""

    def __init__(self):
        self.stop_training = False
        self.kept = 0
        self.restored = 0
        self.metrics = []
        self.optimizer = keras.optimizers.SGD(0.1)

    def get_weights(self):
        self.kept += 1
        return [self.kept]

    def set_weights(self, weights):
        self.restored += 1

    def save(self, path, overwrite=True):
        self.saved = path

    def save_weights(self, path, overwrite=True):
        self.saved = path


def logs():
    """Numbers that get better, stay, get worse, by small and large steps."""
    losses = [f"{3 * 0.9 ** (i // 2) + random.choice([0, 0.001, 0.05]):.4f}" for i in range(14)]
    return [{"loss": float(loss) / 2, "val_loss": float(loss)} for loss in losses]


CASES = {
    ("early_stopping", "EarlyStopping"): [
        {},
        {"patience": 2},
        {"patience": 2, "min_delta": 0.02},
        {"patience": 3, "mode": "max"},
        {"patience": 2, "baseline": 2.5},
        {"patience": 2, "restore_best_weights": True},
        {"patience": 3, "restore_best_weights": True, "start_from_epoch": 3, "min_delta": 0.01},
        {"monitor": "loss", "patience": 1, "mode": "min", "baseline": 1.2},
    ],
    ("reduce_lr_on_plateau", "ReduceLROnPlateau"): [
        {"patience": 1},
        {"patience": 2, "factor": 0.5, "min_delta": 0.02},
        {"patience": 1, "factor": 0.5, "cooldown": 2, "min_lr": 0.02},
        {"patience": 1, "mode": "max", "factor": 0.7, "min_lr": 0.03},
        {"patience": 0, "factor": 0.9, "monitor": "loss"},
    ],
}


EVEN_STEPS = {
    ("early_stopping", "EarlyStopping"): [
        {"patience": 2, "min_delta": 0.1},
        {"patience": 2, "min_delta": 0.1, "restore_best_weights": True},
    ],
    ("reduce_lr_on_plateau", "ReduceLROnPlateau"): [{"patience": 2, "min_delta": 0.1}],
}

CHECKPOINTS = [
    ("{epoch}", {}),
    ("at/{epoch:03d}-{val_loss:.2f}-{loss:.1f}", {}),
    ("{val_loss:.1f}-{val_loss:8.3f}-{loss:.0f}", {"save_best_only": True}),
    ("{loss}-{val_loss:.4f}", {"save_best_only": True, "monitor": "loss", "mode": "max"}),
    ("best", {"save_best_only": True, "initial_value_threshold": 0.7}),
    ("weights-{epoch:02d}", {"save_weights_only": True}),
]


def even_logs():
    """Numbers that get better by what min_delta asks for, no more: single precision decides."""
    losses = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1]
    return [{"loss": loss, "val_loss": loss} for loss in losses]


def checkpoint_logs():
    """Numbers in the middle between two that the path can show, and others."""
    losses = [1.125, 0.875, 2.0, 0.625, 0.0625, 0.5, 0.015625, 12.5, 0.001]
    return [{"loss": loss, "val_loss": loss / 2} for loss in losses]


def save(path, arguments):
    weights = arguments.get("save_weights_only", False)
    end = ".weights.h5" if weights else ".keras"
    model = Model()
    folder = tempfile.mkdtemp()
    callback = keras.callbacks.ModelCheckpoint(os.path.join(folder, path + end), **{"mode": "min", **arguments})
    callback.set_model(model)
    saved = []
    for epoch, log in enumerate(checkpoint_logs()):
        model.saved = None
        callback.on_epoch_end(epoch, dict(log))
        saved.append(model.saved and os.path.relpath(model.saved, folder)[: -len(end)])
    call = Call("model_checkpoint", "ModelCheckpoint", f'"{path}"', **{"mode": "min", **arguments})
    return {"call": call.text(), "logs": checkpoint_logs(), "saved": saved, "weights": weights}


def run(call, values):
    model = Model()
    callback = call.make(keras.callbacks)
    callback.set_model(model)
    callback.on_train_begin()
    epochs = []
    for epoch, log in enumerate(values):
        callback.on_epoch_end(epoch, dict(log))
        epochs.append({
            "stops": model.stop_training,
            "kept": model.kept,
            "rate": plain(model.optimizer.learning_rate),
        })
        if model.stop_training:
            break
    callback.on_train_end()
    return {"call": call.text(), "logs": values, "epochs": epochs, "restores": model.restored > 0}


def write_table():
    values = [{"loss": 1.5, "accuracy": 0.25}, {"loss": 0.5, "accuracy": 0.75}, {"loss": 2e-7, "accuracy": 1.0},
              {"loss": 123456789.0, "accuracy": 0.0}, {"loss": 1.5e20, "accuracy": 0.0001}, {"loss": 1e16, "accuracy": 0.00005}]
    cases = []
    for separator in (",", ";"):
        for log in (values, [{**each, "val_loss": 2.5} for each in values]):
            path = os.path.join(tempfile.mkdtemp(), "log.csv")
            callback = keras.callbacks.CSVLogger(path, separator=separator)
            callback.on_train_begin()
            for epoch, each in enumerate(log):
                callback.on_epoch_end(epoch, each)
            callback.on_train_end()
            with open(path) as file:
                lines = file.read().splitlines()
            cases.append({"call": f'csv_logger("log.csv", separator="{separator}")', "logs": log, "lines": lines})
    write("callbacks", "csv_logger", {"cases": cases})


def write_all():
    for (name, keras_name), sets in CASES.items():
        cases = [run(Call(name, keras_name, **arguments), logs()) for arguments in sets for _ in range(3)]
        cases += [run(Call(name, keras_name, mode="min", **arguments), even_logs())
                  for arguments in EVEN_STEPS[(name, keras_name)]]
        write("callbacks", name, {"cases": cases})
    write("callbacks", "model_checkpoint", {"cases": [save(*each) for each in CHECKPOINTS]})
    write_table()
