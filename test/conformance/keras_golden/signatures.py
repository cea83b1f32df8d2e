"""What Keras's layers and activations take: parameters in order, with their defaults."""
import inspect

import keras

from .activations import ACTIVATIONS
from .layers import CASES
from .numbers import write

# Every layer has these in common; a `.nn` file gives them to any step.
COMMON = ["self", "args", "kwargs", "name", "trainable", "dtype", "weights", "x"]


def parameters_of(function):
    parameters = inspect.signature(function).parameters.values()
    return [
        [p.name] if p.default is inspect.Parameter.empty else [p.name, p.default]
        for p in parameters
        if p.name not in COMMON
    ]


def write_all():
    layers = {}
    for name, cases in CASES.items():
        layers[name] = parameters_of(getattr(keras.layers, cases[0].call.keras_name).__init__)
    write("signatures", "layers", {"entries": layers})
    write("signatures", "activations", {"entries": {name: parameters_of(getattr(keras.activations, name)) for name in ACTIVATIONS}})
