"""Regularizers and constraints of weights, and what initializers draw from."""
import keras
import numpy as np

from .call import Call
from .numbers import plain, write

REGULARIZERS = {
    ("l1", "L1"): [{}, {"l1": 0.3}],
    ("l2", "L2"): [{}, {"l2": 0.3}],
    ("l1_l2", "L1L2"): [{}, {"l1": 0.1, "l2": 0.2}, {"l2": 0.5}],
    ("orthogonal_regularizer", "OrthogonalRegularizer"): [{}, {"factor": 0.5, "mode": "columns"}],
}

CONSTRAINTS = {
    ("max_norm", "MaxNorm"): [{}, {"max_value": 0.5}, {"max_value": 0.5, "axis": 1}, {"max_value": 1.0, "axis": [0, 1]}],
    ("non_neg", "NonNeg"): [{}],
    ("unit_norm", "UnitNorm"): [{}, {"axis": 1}],
    ("min_max_norm", "MinMaxNorm"): [
        {},
        {"min_value": 0.8, "max_value": 1.2, "axis": 1},
        {"min_value": 0.8, "max_value": 1.2, "rate": 0.3},
    ],
}

# Shapes of kernels, and for random initializers what of their distribution does not depend on the random numbers.
INITIALIZERS = {
    ("zeros", "Zeros"): [({}, (2, 3))],
    ("ones", "Ones"): [({}, (2, 3))],
    ("constant", "Constant"): [({"value": 0.3}, (2, 3))],
    ("identity", "Identity"): [({}, (3, 3)), ({"gain": 0.5}, (2, 4))],
    ("stft", "STFT"): [
        ({}, (8, 1, 5)),
        ({"side": "imag", "window": "hamming", "scaling": "spectrum"}, (7, 1, 4)),
        ({"side": "real", "window": "blackman", "scaling": None, "periodic": True}, (6, 1, 5)),
        ({"side": "imag", "window": None}, (5, 1, 3)),
        ({"window": "nuttall"}, (5, 1, 3)),
        ({"window": "blackmanharris"}, (5, 1, 3)),
        ({"window": "boxcar"}, (5, 1, 3)),
    ],
}

SHAPES = [(400, 300), (3, 3, 60, 80), (20000,), (5, 100, 90)]

RANDOM = {
    ("random_normal", "RandomNormal"): [{}, {"mean": 1.0, "stddev": 0.5}],
    ("random_uniform", "RandomUniform"): [{}, {"minval": 1.0, "maxval": 3.0}],
    ("truncated_normal", "TruncatedNormal"): [{}, {"mean": 1.0, "stddev": 0.5}],
    ("variance_scaling", "VarianceScaling"): [
        {},
        {"scale": 2.0, "mode": "fan_out", "distribution": "uniform"},
        {"scale": 0.5, "mode": "fan_avg", "distribution": "untruncated_normal"},
    ],
    ("glorot_uniform", "GlorotUniform"): [{}],
    ("glorot_normal", "GlorotNormal"): [{}],
    ("lecun_uniform", "LecunUniform"): [{}],
    ("lecun_normal", "LecunNormal"): [{}],
    ("he_uniform", "HeUniform"): [{}],
    ("he_normal", "HeNormal"): [{}],
    ("orthogonal", "Orthogonal"): [{}, {"gain": 2.0}],
}


def sample_weight():
    weight = np.random.RandomState(5).normal(0, 1, (4, 3)).astype("float32")
    weight[1, 2] = 0.0
    weight[:, 1] *= 0.1
    return weight


def write_regularizers():
    weight = sample_weight()
    for (name, keras_name), sets in REGULARIZERS.items():
        calls = [Call(name, keras_name, **arguments) for arguments in sets]
        write("regularizers", name, {
            "weight": plain(weight),
            "cases": [{"call": c.text(), "penalty": plain(c.make(keras.regularizers)(keras.ops.array(weight)))} for c in calls],
        })


def write_constraints():
    weight = sample_weight()
    for (name, keras_name), sets in CONSTRAINTS.items():
        calls = [Call(name, keras_name, **arguments) for arguments in sets]
        write("constraints", name, {
            "weight": plain(weight),
            "cases": [{"call": c.text(), "after": plain(c.make(keras.constraints)(keras.ops.array(weight)))} for c in calls],
        })


def write_initializers():
    for (name, keras_name), sets in INITIALIZERS.items():
        cases = []
        for arguments, shape in sets:
            call = Call(name, keras_name, **arguments)
            values = np.asarray(call.make(keras.initializers)(shape, "float32"))
            cases.append({"call": call.text(), "shape": shape, "values": plain(values.reshape(-1))})
        write("initializers", name, {"cases": cases})
    for (name, keras_name), sets in RANDOM.items():
        cases = []
        for arguments in sets:
            call = Call(name, keras_name, **arguments)
            for shape in SHAPES[:1] if name == "orthogonal" else SHAPES:
                values = np.asarray(call.make(keras.initializers, seed=1)(shape, "float32"))
                cases.append({
                    "call": call.text(),
                    "shape": shape,
                    "mean": plain(values.mean()),
                    "deviation": plain(values.std()),
                    "least": plain(values.min()),
                    "most": plain(values.max()),
                })
        write("initializers", name, {"cases": cases})


def write_unit_forget_bias():
    """How an LSTM's bias begins, which is no initializer of its own in Keras but what its cell makes of one."""
    cases = []
    for arguments in [{}, {"bias_initializer": Call("constant", "Constant", value=0.5)}]:
        layer = Call("lstm", "LSTM", 3, **arguments).make(keras.layers)
        layer.build((1, 2, 2))
        call = Call("unit_forget_bias", "", **arguments)
        cases.append({"call": call.text(), "shape": [12], "values": plain(layer.cell.bias.value)})
    write("initializers", "unit_forget_bias", {"cases": cases})


def write_all():
    write_unit_forget_bias()
    write_regularizers()
    write_constraints()
    write_initializers()
