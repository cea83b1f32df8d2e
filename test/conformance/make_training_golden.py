"""
Writes the golden numbers of optimizers, schedules, losses, metrics, initializers, regularizers and constraints by running
Keras itself. Needs Python with keras and jax:

    KERAS_BACKEND=jax python test/conformance/make_training_golden.py [losses metrics …]
"""
import os
import sys

os.environ.setdefault("KERAS_BACKEND", "jax")
sys.path.insert(0, os.path.dirname(__file__))

from keras_golden import losses, metrics, optimizers, schedules, weights  # noqa: E402

ROOMS = {
    "optimizers": optimizers,
    "schedules": schedules,
    "losses": losses,
    "metrics": metrics,
    "weights": weights,
}

for room in sys.argv[1:] or ROOMS:
    ROOMS[room].write_all()
