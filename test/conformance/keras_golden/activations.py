"""Activations: values and gradients where they are smooth, and values at their corners."""
import jax
import jax.numpy as jnp
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
    function(x)
    output, pull = jax.vjp(function, x)
    cotangent = np.random.RandomState(5).normal(0, 1, output.shape).astype("float32")
    golden = {"call": call.text(), "output": plain(output), "cotangent": plain(cotangent), "gradient": plain(pull(cotangent)[0])}
    if "axis" not in arguments:
        golden["corners"] = plain(function(CORNERS))
    return golden


def call_function(call, x):
    arguments = dict(call.arguments)
    if call.name == "sparsemax":
        return sparsemax(x, **arguments)
    if isinstance(arguments.get("axis"), list):
        return keras.layers.Softmax(axis=arguments["axis"])(x)
    return getattr(keras.activations, call.name)(x, **arguments)


def sparsemax(x, axis=-1):
    """
    The projection onto the simplex, as Martins and Astudillo (2016) define it. Keras 3.15.1 subtracts the sum of the running
    sums where it means the last of them, and gives zeros wherever more than one value should stay; where one stays it agrees.
    """
    ordered = -jnp.sort(-x, axis=axis)
    total = jnp.cumsum(ordered, axis=axis)
    rank = jnp.arange(1, x.shape[axis] + 1).reshape([-1 if i == axis % x.ndim else 1 for i in range(x.ndim)])
    count = jnp.sum(1 + rank * ordered > total, axis=axis, keepdims=True)
    threshold = (jnp.take_along_axis(total, count - 1, axis=axis) - 1) / count
    single = jnp.where(count == 1, jnp.maximum(x - threshold, 0), 0)
    of_keras = jnp.where(count == 1, keras.activations.sparsemax(x, axis=axis), 0)
    if not isinstance(x, jax.core.Tracer):
        np.testing.assert_allclose(of_keras, single, atol=1e-6)
    return jnp.maximum(x - threshold, 0)


def write_all(only):
    for name, sets in ACTIVATIONS.items():
        if not only or name in only:
            content = {"input": plain(smooth_input()), "corners": plain(CORNERS), "cases": [case(name, arguments) for arguments in sets]}
            write("activations", name, content)
