"""Activations: values and gradients where they are smooth, and values at their corners."""
import jax
import keras
import numpy as np

from .call import Call
from .numbers import plain, write

# Every activation of Keras, each with sets of arguments.
ACTIVATIONS = {
    "linear": [{}],
    "relu": [
        {},
        {"negative_slope": 0.1},
        {"max_value": 1.5},
        {"max_value": 6},
        {"threshold": 0.7},
        {"negative_slope": 0.2, "max_value": 1.5, "threshold": 0.4},
    ],
    "relu6": [{}],
    "leaky_relu": [{}, {"negative_slope": 0.05}],
    "elu": [{}, {"alpha": 0.5}],
    "selu": [{}],
    "celu": [{}, {"alpha": 2.0}],
    "gelu": [{}, {"approximate": True}],
    "silu": [{}],
    "hard_silu": [{}],
    "mish": [{}],
    "softplus": [{}],
    "sparse_plus": [{}],
    "squareplus": [{}, {"b": 1}],
    "softsign": [{}],
    "tanh": [{}],
    "hard_tanh": [{}],
    "tanh_shrink": [{}],
    "soft_shrink": [{}, {"threshold": 1.2}],
    "hard_shrink": [{}, {"threshold": 1.2}],
    "threshold": [{"threshold": 0.3, "default_value": -2.0}],
    "sigmoid": [{}],
    "hard_sigmoid": [{}],
    "log_sigmoid": [{}],
    "sparse_sigmoid": [{}],
    "exponential": [{}],
    "glu": [{}, {"axis": 1}],
    "softmax": [{}, {"axis": 1}, {"axis": [1, 2]}],
    "log_softmax": [{}, {"axis": 1}],
    "sparsemax": [{}, {"axis": 1}],
}

CORNERS = np.array([[-30, -6, -3, -1, -0.5, -0.0, 0.3, 0.5, 0.7, 1, 3, 6, 30, 88]], "float32")


def smooth_input():
    """Between -5 and 5, away from the corners of the activations that have some."""
    x = np.random.RandomState(3).uniform(-5, 5, (2, 4, 6))
    return (np.round(x * 4) / 4 + 0.11 + np.random.RandomState(4).uniform(0, 0.05, x.shape)).astype("float32")


def case(name, arguments):
    call = Call(name, name, **arguments)
    function = lambda x: call_function(call, x)  # noqa: E731
    x = smooth_input()
    output, pull = jax.vjp(function, x)
    cotangent = np.random.RandomState(5).normal(0, 1, output.shape).astype("float32")
    golden = {"call": call.text(), "output": plain(output), "cotangent": plain(cotangent), "gradient": plain(pull(cotangent)[0])}
    if "axis" not in arguments:
        golden["corners"] = plain(function(CORNERS))
    return golden


def call_function(call, x):
    arguments = dict(call.arguments)
    if isinstance(arguments.get("axis"), list):
        return keras.layers.Softmax(axis=arguments["axis"])(x)
    return getattr(keras.activations, call.name)(x, **arguments)


def write_all(only):
    for name, sets in ACTIVATIONS.items():
        if not only or name in only:
            content = {"input": plain(smooth_input()), "corners": plain(CORNERS), "cases": [case(name, arguments) for arguments in sets]}
            write("activations", name, content)
