"""Twelve updates of two weights by each optimizer, with several sets of arguments."""
import keras
import numpy as np

from .call import Call
from .numbers import plain, write

STEPS = 12
SHAPES = {"dense/kernel": (3, 2), "dense/bias": (2,)}

COMMON = [
    {},
    {"learning_rate": 0.1},
    {"learning_rate": 0.1, "weight_decay": 0.05},
    {"learning_rate": 0.05, "clipnorm": 0.5},
    {"learning_rate": 0.05, "clipvalue": 0.2},
    {"learning_rate": 0.05, "global_clipnorm": 0.7},
]

SHARED = [
    {"use_ema": True, "ema_momentum": 0.8},
    {"use_ema": True, "ema_momentum": 0.5, "ema_overwrite_frequency": 3},
    {"loss_scale_factor": 128.0},
    {"gradient_accumulation_steps": 3},
    {"gradient_accumulation_steps": 2, "clipnorm": 0.5, "weight_decay": 0.05, "use_ema": True,
     "ema_overwrite_frequency": 2},
]

COSINE = Call("cosine_decay", "CosineDecay", initial_learning_rate=0.1, decay_steps=8)
EXPONENTIAL = Call("exponential_decay", "ExponentialDecay", initial_learning_rate=0.1, decay_steps=4, decay_rate=0.5)

CASES = {
    ("sgd", "SGD"): COMMON + SHARED + [
        {"momentum": 0.9},
        {"learning_rate": 0.1, "momentum": 0.9, "nesterov": True},
        {"learning_rate": 0.1, "nesterov": True},
        {"learning_rate": COSINE, "momentum": 0.9, "nesterov": True},
        {"learning_rate": COSINE, "gradient_accumulation_steps": 2},
    ],
    ("rmsprop", "RMSprop"): COMMON + [
        {"momentum": 0.9},
        {"centered": True},
        {"learning_rate": 0.05, "rho": 0.5, "momentum": 0.7, "epsilon": 0.001, "centered": True},
        {"learning_rate": EXPONENTIAL, "use_ema": True},
    ],
    ("adam", "Adam"): COMMON + SHARED + [
        {"amsgrad": True, "learning_rate": 0.1},
        {"beta_1": 0.5, "beta_2": 0.8, "learning_rate": 0.1},
        {"epsilon": 0.1, "learning_rate": 0.1},
        {"learning_rate": EXPONENTIAL},
        {"amsgrad": True, "gradient_accumulation_steps": 3, "weight_decay": 0.1, "clipnorm": 0.5, "learning_rate": 0.1},
    ],
    ("adamw", "AdamW"): [
        {},
        {"learning_rate": 0.1},
        {"learning_rate": 0.1, "weight_decay": 0.2},
        {"learning_rate": 0.1, "weight_decay": 0.2, "amsgrad": True, "global_clipnorm": 0.7},
        {"learning_rate": COSINE, "beta_2": 0.95},
    ],
    ("adagrad", "Adagrad"): COMMON + [
        {"learning_rate": 0.1, "initial_accumulator_value": 0.0, "epsilon": 0.01},
    ],
    ("adadelta", "Adadelta"): [{}, {"learning_rate": 1.0}, {"learning_rate": 1.0, "rho": 0.5, "epsilon": 0.01},
                               {"learning_rate": 1.0, "weight_decay": 0.01}],
    ("adamax", "Adamax"): COMMON + [{"learning_rate": 0.1, "beta_1": 0.5, "beta_2": 0.8, "epsilon": 0.01}],
    ("nadam", "Nadam"): COMMON + [
        {"learning_rate": 0.1, "beta_1": 0.5, "beta_2": 0.8, "epsilon": 0.01},
        {"learning_rate": 0.1, "gradient_accumulation_steps": 3},
    ],
    ("lamb", "Lamb"): COMMON + [{"learning_rate": 0.1, "beta_1": 0.5, "beta_2": 0.8, "epsilon": 0.01}],
    ("lion", "Lion"): COMMON + [{"learning_rate": 0.1, "beta_1": 0.5, "beta_2": 0.8}],
    ("ftrl", "Ftrl"): COMMON + [
        {"learning_rate": 0.1, "learning_rate_power": -0.7, "beta": 0.1},
        {"learning_rate": 0.1, "l1_regularization_strength": 0.05, "l2_regularization_strength": 0.1,
         "l2_shrinkage_regularization_strength": 0.02},
    ],
    ("adafactor", "Adafactor"): [
        {},
        {"learning_rate": 0.5},
        {"learning_rate": 0.5, "relative_step": False, "clip_threshold": 0.5, "beta_2_decay": -0.5},
        {"learning_rate": 0.1, "weight_decay": 0.05},
    ],
    ("muon", "Muon"): [
        {},
        {"learning_rate": 0.1},
        {"learning_rate": 0.1, "nesterov": False, "rms_rate": None, "ns_steps": 3},
        {"learning_rate": 0.1, "exclude_layers": ["dense"], "adam_lr_ratio": 0.5, "adam_weight_decay": 0.1},
    ],
}


def gradients():
    """Of ordinary size, with one exact zero, one large step (for clipping) and one tiny (for the epsilons)."""
    random = np.random.RandomState(7)
    steps = [[random.normal(0, 0.5, shape).astype("float32") for shape in SHAPES.values()] for _ in range(STEPS)]
    steps[2][0][1, 1] = 0.0
    steps[5] = [gradient * 10 for gradient in steps[5]]
    steps[7] = [gradient * np.float32(1e-6) for gradient in steps[7]]
    return steps


def initial_weights():
    random = np.random.RandomState(3)
    return [random.normal(0, 1, shape).astype("float32") for shape in SHAPES.values()]


def run(keras_name, name, arguments, constraint=None):
    call = Call(name, keras_name, **arguments)
    keras.backend.clear_session()
    optimizer = call.make(keras.optimizers)
    weights = [variable(path, value) for path, value in zip(SHAPES, initial_weights())]
    if constraint is not None:
        weights[0].constraint = constraint.make(keras.constraints)
    optimizer.build(weights)
    after = []
    for step in gradients():
        optimizer.apply([np.array(gradient) for gradient in step], weights)
        after.append([plain(weight.numpy()) for weight in weights])
    slots = {
        slot.path: plain(slot.numpy())
        for slot in optimizer.variables
        if slot.path.split("/")[-1] not in ("iteration", "learning_rate")
    }
    case = {"call": call.text(), "after": after, "slots": slots}
    return case if constraint is None else {**case, "constraint": constraint.text()}


def variable(path, value):
    scope, name = path.split("/")
    with keras.name_scope(scope):
        return keras.Variable(value, name=name)


def write_all():
    for (name, keras_name), sets in CASES.items():
        cases = [run(keras_name, name, arguments) for arguments in sets]
        if name in ("sgd", "adam"):
            constraint = Call("max_norm", "MaxNorm", max_value=1.0)
            cases.append(run(keras_name, name, {"learning_rate": 0.1, "use_ema": True}, constraint))
        write("optimizers", name, {
            "weights": {path: plain(value) for path, value in zip(SHAPES, initial_weights())},
            "gradients": [[plain(gradient) for gradient in step] for step in gradients()],
            "cases": cases,
        })
