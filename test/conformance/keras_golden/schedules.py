"""Learning rates by step."""
import keras

from .call import Call
from .numbers import plain, write

STEPS = [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 13, 15, 16, 20, 25, 27, 33, 47, 100, 1000]

CASES = {
    ("exponential_decay", "ExponentialDecay"): [
        {"initial_learning_rate": 0.1, "decay_steps": 10, "decay_rate": 0.5},
        {"initial_learning_rate": 0.1, "decay_steps": 10, "decay_rate": 0.5, "staircase": True},
        {"initial_learning_rate": 0.01, "decay_steps": 100, "decay_rate": 0.96},
    ],
    ("piecewise_constant_decay", "PiecewiseConstantDecay"): [
        {"boundaries": [5, 15], "values": [1.0, 0.5, 0.1]},
        {"boundaries": [10], "values": [0.1, 0.01]},
    ],
    ("polynomial_decay", "PolynomialDecay"): [
        {"initial_learning_rate": 0.1, "decay_steps": 10},
        {"initial_learning_rate": 0.1, "decay_steps": 10, "cycle": True},
        {"initial_learning_rate": 0.1, "decay_steps": 20, "end_learning_rate": 0.01, "power": 2.0},
        {"initial_learning_rate": 0.1, "decay_steps": 7, "power": 0.5, "cycle": True},
    ],
    ("inverse_time_decay", "InverseTimeDecay"): [
        {"initial_learning_rate": 0.1, "decay_steps": 10, "decay_rate": 0.5},
        {"initial_learning_rate": 0.1, "decay_steps": 10, "decay_rate": 0.5, "staircase": True},
    ],
    ("cosine_decay", "CosineDecay"): [
        {"initial_learning_rate": 0.1, "decay_steps": 10},
        {"initial_learning_rate": 0.1, "decay_steps": 20, "alpha": 0.2},
        {"initial_learning_rate": 0.0, "decay_steps": 10, "warmup_target": 0.1, "warmup_steps": 5},
        {"initial_learning_rate": 0.02, "decay_steps": 20, "alpha": 0.1, "warmup_target": 0.1, "warmup_steps": 7},
        {"initial_learning_rate": 0.02, "decay_steps": 20, "warmup_target": 0.1},
    ],
    ("cosine_decay_restarts", "CosineDecayRestarts"): [
        {"initial_learning_rate": 0.1, "first_decay_steps": 10},
        {"initial_learning_rate": 0.1, "first_decay_steps": 10, "t_mul": 1.0, "m_mul": 0.9},
        {"initial_learning_rate": 0.1, "first_decay_steps": 6, "t_mul": 1.5, "m_mul": 0.5, "alpha": 0.1},
    ],
}


def write_all():
    for (name, keras_name), sets in CASES.items():
        cases = []
        for arguments in sets:
            call = Call(name, keras_name, **arguments)
            schedule = call.make(keras.optimizers.schedules)
            cases.append({"call": call.text(), "rates": [plain(schedule(step)) for step in STEPS]})
        write("schedules", name, {"steps": STEPS, "cases": cases})
