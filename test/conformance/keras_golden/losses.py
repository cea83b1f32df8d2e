"""Losses and their gradients with respect to the prediction, at ordinary and at boundary values."""
import jax
import keras
import numpy as np
from keras.src import backend

from .call import Call
from .numbers import plain, write

random = np.random.RandomState(11)


def f32(values):
    return np.asarray(values, "float32")


def i32(values):
    return np.asarray(values, "int32")


REAL = [
    {"truth": f32(random.normal(0, 1, (4, 3))), "prediction": f32(random.normal(0, 1, (4, 3))),
     "sample_weight": f32([1, 0, 2.5, 0.5])},
    {"truth": f32([0.5, -1, 2, 0]), "prediction": f32([[0.4], [-3], [2.1], [40]])},
    {"truth": f32(random.normal(0, 1, (2, 3, 2))), "prediction": f32(random.normal(0, 1, (2, 3, 2))),
     "mask": np.array([[True, True, False], [True, False, False]])},
    {"truth": f32(random.normal(0, 1, (2, 3, 2))), "prediction": f32(random.normal(0, 1, (2, 3, 2))),
     "sample_weight": f32([[1, 2, 3], [0, 0.5, 1]]), "mask": np.array([[True, True, False], [True, True, True]])},
]

POSITIVE = [
    {"truth": f32(random.uniform(0, 3, (4, 3))), "prediction": f32(random.uniform(0.1, 3, (4, 3))),
     "sample_weight": f32([1, 0, 2.5, 0.5])},
    {"truth": f32([[0, 1], [5, 0.2]]), "prediction": f32([[0, 2], [1e-8, 100]])},
    {"truth": f32([[0.5, -1]]), "prediction": f32([[-0.5, 0.3]])},
]

BINARY = [
    {"truth": f32([[0, 1, 1], [1, 0, 1], [0, 0, 1], [1, 1, 0]]), "prediction": f32(random.uniform(0.01, 0.99, (4, 3))),
     "sample_weight": f32([1, 0, 2.5, 0.5])},
    {"truth": f32([[1], [0], [0], [1], [1], [0]]), "prediction": f32([[0], [1], [0], [1], [1e-8], [0.5]])},
    {"truth": f32([1, 0, 1]), "prediction": f32([[0.3], [0.2], [0.9]])},
]

BINARY_LOGITS = [
    {"truth": f32([[0, 1, 1], [1, 0, 1]]), "prediction": f32(random.normal(0, 3, (2, 3))), "sample_weight": f32([2, 0.5])},
    {"truth": f32([[1, 1, 1, 0, 0, 0]]), "prediction": f32([[30, -80, 0, 30, -80, 0]])},
]

SIGNED = [
    {"truth": f32([[0, 1, 1], [1, 0, 1]]), "prediction": f32(random.normal(0, 1.5, (2, 3))), "sample_weight": f32([2, 0.5])},
    {"truth": f32([[-1, 1], [1, -1]]), "prediction": f32(random.normal(0, 1.5, (2, 2)))},
]


def distributions(rows, classes):
    values = random.uniform(0.05, 1, (rows, classes))
    return f32(values / values.sum(-1, keepdims=True))


def one_hot(classes, depth):
    return f32(np.eye(depth)[classes])


CATEGORICAL = [
    {"truth": one_hot([0, 2, 1, 2], 3), "prediction": distributions(4, 3), "sample_weight": f32([1, 0, 2.5, 0.5])},
    {"truth": one_hot([0, 1, 2], 3), "prediction": f32([[1, 0, 0], [1, 0, 0], [0.2, 0.3, 0.4]])},
    {"truth": one_hot([[0, 1], [2, 2]], 3), "prediction": distributions(4, 3).reshape(2, 2, 3),
     "mask": np.array([[True, False], [True, True]])},
]

CATEGORICAL_LOGITS = [
    {"truth": one_hot([0, 2], 3), "prediction": f32(random.normal(0, 3, (2, 3))), "sample_weight": f32([2, 0.5])},
    {"truth": one_hot([0, 1], 3), "prediction": f32([[80, 0, -80], [80, 0, 1]])},
]

SPARSE = [
    {"truth": i32([0, 2, 1, 2]), "prediction": CATEGORICAL[0]["prediction"], "sample_weight": f32([1, 0, 2.5, 0.5])},
    {"truth": i32([[0], [1], [2]]), "prediction": CATEGORICAL[1]["prediction"]},
    {"truth": i32([[0, 1], [2, 2]]), "prediction": CATEGORICAL[2]["prediction"],
     "mask": np.array([[True, False], [True, True]])},
]

SPARSE_LOGITS = [
    {"truth": i32([0, 2]), "prediction": CATEGORICAL_LOGITS[0]["prediction"], "sample_weight": f32([2, 0.5])},
    {"truth": i32([0, 1]), "prediction": CATEGORICAL_LOGITS[1]["prediction"]},
]

SPARSE_IGNORED = [
    {"truth": i32([0, 1, 2, 1]), "prediction": CATEGORICAL[0]["prediction"], "sample_weight": f32([1, 1, 2.5, 0.5])},
    {"truth": i32([[0, 1], [1, 2]]), "prediction": CATEGORICAL[2]["prediction"]},
]

REDUCTIONS = [{"reduction": "sum"}, {"reduction": "mean_with_sample_weight"}]

# (name, Keras's class): the arguments, each with the data that they are tried on.
CASES = {
    ("mean_squared_error", "MeanSquaredError"): [({}, REAL), *((reduction, REAL) for reduction in REDUCTIONS)],
    ("mean_absolute_error", "MeanAbsoluteError"): [({}, REAL)],
    ("mean_absolute_percentage_error", "MeanAbsolutePercentageError"): [({}, REAL)],
    ("mean_squared_logarithmic_error", "MeanSquaredLogarithmicError"): [({}, POSITIVE)],
    ("cosine_similarity", "CosineSimilarity"): [({}, REAL[:1] + REAL[2:]), ({"axis": 1}, REAL[:1])],
    ("huber", "Huber"): [({}, REAL), ({"delta": 0.3}, REAL)],
    ("log_cosh", "LogCosh"): [({}, REAL)],
    ("hinge", "Hinge"): [({}, SIGNED)],
    ("squared_hinge", "SquaredHinge"): [({}, SIGNED)],
    ("categorical_hinge", "CategoricalHinge"): [({}, CATEGORICAL[:1])],
    # A prediction of exactly 1 is where the clipping of both systems gives different halves of a gradient.
    ("kl_divergence", "KLDivergence"): [({}, CATEGORICAL[::2] + [
        {"truth": CATEGORICAL[1]["truth"], "prediction": f32([[0.999, 0.001, 0], [0.999, 0, 0.001], [0.2, 0.3, 0.4]])},
    ])],
    ("poisson", "Poisson"): [({}, POSITIVE[:2])],
    ("binary_crossentropy", "BinaryCrossentropy"): [
        ({}, BINARY),
        ({"label_smoothing": 0.2}, BINARY[:1]),
        ({"axis": 0}, BINARY[1:2]),
        ({"from_logits": True}, BINARY_LOGITS),
        ({"from_logits": True, "label_smoothing": 0.1}, BINARY_LOGITS),
    ],
    ("binary_focal_crossentropy", "BinaryFocalCrossentropy"): [
        ({}, BINARY[:1]),
        ({"apply_class_balancing": True, "alpha": 0.3, "gamma": 3.0}, BINARY[:1]),
        ({"from_logits": True, "label_smoothing": 0.1}, BINARY_LOGITS[:1]),
    ],
    ("categorical_crossentropy", "CategoricalCrossentropy"): [
        ({}, CATEGORICAL),
        ({"label_smoothing": 0.2}, CATEGORICAL[:1]),
        ({"from_logits": True}, CATEGORICAL_LOGITS),
        ({"from_logits": True, "label_smoothing": 0.1}, CATEGORICAL_LOGITS[:1]),
        ({"axis": 1}, [{"truth": np.swapaxes(CATEGORICAL[2]["truth"], 1, 2),
                        "prediction": np.swapaxes(CATEGORICAL[2]["prediction"], 1, 2)}]),
    ],
    ("categorical_focal_crossentropy", "CategoricalFocalCrossentropy"): [
        ({}, CATEGORICAL[:1]),
        ({"alpha": [0.2, 0.5, 0.8], "gamma": 3.0, "label_smoothing": 0.1}, CATEGORICAL[:1]),
        ({"from_logits": True}, CATEGORICAL_LOGITS[:1]),
    ],
    ("sparse_categorical_crossentropy", "SparseCategoricalCrossentropy"): [
        ({}, SPARSE),
        ({"from_logits": True}, SPARSE_LOGITS),
        ({"ignore_class": 1}, SPARSE_IGNORED),
        ({"from_logits": True, "ignore_class": 1}, SPARSE_IGNORED),
        ({"ignore_class": 0, "reduction": "sum"}, SPARSE_IGNORED),
    ],
    ("categorical_generalized_cross_entropy", "CategoricalGeneralizedCrossEntropy"): [
        ({}, SPARSE[:1]),
        ({"q": 0.8}, SPARSE[:1]),
    ],
    ("dice", "Dice"): [({}, BINARY[:1]), ({"axis": [1]}, BINARY[:1])],
    ("tversky", "Tversky"): [({"alpha": 0.3, "beta": 0.7}, BINARY[:1]), ({"alpha": 0.3, "beta": 0.7, "axis": [1]}, BINARY[:1])],
}


def evaluate(call, data):
    def masked(prediction):
        if "mask" in data:
            backend.set_keras_mask(prediction, keras.ops.array(data["mask"]))
        return prediction

    loss = call.make(keras.losses)

    def total(prediction):
        value = loss(data["truth"], masked(prediction), sample_weight=data.get("sample_weight"))
        return keras.ops.sum(value)

    prediction = keras.ops.array(data["prediction"])
    each = Call(call.name, call.keras_name, **{**call.arguments, "reduction": "none"}).make(keras.losses)
    return {
        "dtype": "i32" if data["truth"].dtype == np.int32 else "f32",
        **{key: plain(value) for key, value in data.items()},
        "values": plain(each(data["truth"], keras.ops.array(data["prediction"]))),
        "loss": plain(total(prediction)),
        "gradient": plain(jax.grad(total)(prediction)),
    }


def write_all():
    for (name, keras_name), sets in CASES.items():
        calls = [(Call(name, keras_name, **arguments), data) for arguments, data in sets]
        write("losses", name, {"cases": [
            {"call": call.text(), "data": [evaluate(call, one) for one in data]} for call, data in calls
        ]})
