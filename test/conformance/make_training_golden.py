"""
Writes the golden numbers of everything but layers and activations (optimizers, schedules, losses, metrics, initializers,
regularizers, constraints, callbacks) by running Keras itself. Needs Python with keras and jax:

    KERAS_BACKEND=jax python test/conformance/make_training_golden.py [losses metrics …]
"""
import os
import sys

os.environ.setdefault("KERAS_BACKEND", "jax")
sys.path.insert(0, os.path.dirname(__file__))

from keras_golden import callbacks, losses, metrics, optimizers, schedules, training_signatures, weights  # noqa: E402

ROOMS = {
    "optimizers": optimizers,
    "schedules": schedules,
    "losses": losses,
    "metrics": metrics,
    "weights": weights,
    "callbacks": callbacks,
    "training_signatures": training_signatures,
}

for room in sys.argv[1:] or ROOMS:
    ROOMS[room].write_all()
