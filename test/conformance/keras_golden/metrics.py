"""Metrics over several batches, with and without weights: the value after each batch."""
import keras
import numpy as np

from .call import Call
from .losses import distributions, f32, i32, one_hot
from .numbers import plain, write

random = np.random.RandomState(23)


def batches(make, weights=None):
    return [make(size) for size in (5, 4, 2)]


def real(size):
    return f32(random.normal(0, 1, (size, 3))), f32(random.normal(0, 1, (size, 3)))


def positive(size):
    return f32(random.uniform(0, 3, (size, 3))), f32(random.uniform(0.1, 3, (size, 3)))


def column(size):
    return f32(random.normal(0, 1, size)), f32(random.normal(0, 1, (size, 1)))


def sequence(size):
    return f32(random.normal(0, 1, (size, 4, 2))), f32(random.normal(0, 1, (size, 4, 2)))


def binary(size):
    return f32(random.randint(0, 2, (size, 1))), f32(random.uniform(0, 1, (size, 1)))


def binary_edges(size):
    # Values on and next to thresholds.
    return f32(random.randint(0, 2, (size, 1))), f32(random.choice([0, 0.1, 0.25, 0.5, 0.75, 1], (size, 1)))


def binary_logits(size):
    return f32(random.randint(0, 2, (size, 1))), f32(random.normal(0, 3, (size, 1)))


def signed(size):
    return f32(random.choice([-1, 1], (size, 3))), f32(random.normal(0, 1, (size, 3)))


def labels(size):
    return f32(random.randint(0, 2, (size, 3))), f32(random.uniform(0, 1, (size, 3)))


def categorical(size):
    return one_hot(random.randint(0, 4, size), 4), distributions(size, 4)


def sparse(size):
    return i32(random.randint(0, 4, size)), distributions(size, 4)


def sparse_column(size):
    return i32(random.randint(0, 4, (size, 1))), distributions(size, 4)


def sparse_sequence(size):
    return i32(random.randint(0, 4, (size, 3))), distributions(size * 3, 4).reshape(size, 3, 4)


def class_pairs(size):
    return i32(random.randint(0, 3, (size, 4))), i32(random.randint(0, 3, (size, 4)))


def segmentation(size):
    return i32(random.randint(0, 3, (size, 4))), distributions(size * 4, 3).reshape(size, 4, 3)


def one_hot_segmentation(size):
    return one_hot(random.randint(0, 3, (size, 4)), 3), distributions(size * 4, 3).reshape(size, 4, 3)


LOGITS = {"from_logits": True}

# (name, Keras's class): the arguments, each with the makers of its data.
CASES = {
    ("mean_squared_error", "MeanSquaredError"): [({}, [real, column, sequence])],
    ("mean_absolute_error", "MeanAbsoluteError"): [({}, [real, column, sequence])],
    ("mean_absolute_percentage_error", "MeanAbsolutePercentageError"): [({}, [real])],
    ("mean_squared_logarithmic_error", "MeanSquaredLogarithmicError"): [({}, [positive])],
    ("root_mean_squared_error", "RootMeanSquaredError"): [({}, [real, column, sequence])],
    ("r2_score", "R2Score"): [
        ({}, [real, column]),
        ({"class_aggregation": None}, [real]),
        ({"class_aggregation": "variance_weighted_average"}, [real]),
        ({"num_regressors": 2}, [real]),
    ],
    ("cosine_similarity", "CosineSimilarity"): [({}, [real, sequence]), ({"axis": 1}, [sequence])],
    ("log_cosh_error", "LogCoshError"): [({}, [real])],
    ("hinge", "Hinge"): [({}, [signed, labels])],
    ("squared_hinge", "SquaredHinge"): [({}, [signed])],
    ("categorical_hinge", "CategoricalHinge"): [({}, [categorical])],
    ("kl_divergence", "KLDivergence"): [({}, [categorical])],
    ("poisson", "Poisson"): [({}, [positive])],
    ("binary_crossentropy", "BinaryCrossentropy"): [
        ({}, [binary, labels]), ({"label_smoothing": 0.1}, [binary]), (LOGITS, [binary_logits]),
    ],
    ("categorical_crossentropy", "CategoricalCrossentropy"): [
        ({}, [categorical]), ({"label_smoothing": 0.1}, [categorical]), (LOGITS, [categorical]),
    ],
    ("sparse_categorical_crossentropy", "SparseCategoricalCrossentropy"): [
        ({}, [sparse, sparse_column, sparse_sequence]), (LOGITS, [sparse]), ({"ignore_class": 1}, [sparse]),
    ],
    ("accuracy", "Accuracy"): [({}, [class_pairs])],
    ("binary_accuracy", "BinaryAccuracy"): [
        ({}, [binary, binary_edges, labels]), ({"threshold": 0.25}, [binary_edges]),
    ],
    ("categorical_accuracy", "CategoricalAccuracy"): [({}, [categorical, one_hot_segmentation])],
    ("sparse_categorical_accuracy", "SparseCategoricalAccuracy"): [({}, [sparse, sparse_column, sparse_sequence])],
    ("top_k_categorical_accuracy", "TopKCategoricalAccuracy"): [({"k": 2}, [categorical, one_hot_segmentation])],
    ("sparse_top_k_categorical_accuracy", "SparseTopKCategoricalAccuracy"): [
        ({"k": 2}, [sparse, sparse_column, sparse_sequence]),
    ],
    **{
        (name, keras_name): [
            ({}, [binary, binary_edges, labels]),
            ({"thresholds": 0.25}, [binary_edges]),
            ({"thresholds": [0.1, 0.5, 0.7]}, [binary_edges]),
            ({"thresholds": [0.0, 0.25, 0.5, 0.75, 1.0]}, [binary_edges]),
        ]
        for name, keras_name in [
            ("true_positives", "TruePositives"), ("false_positives", "FalsePositives"),
            ("true_negatives", "TrueNegatives"), ("false_negatives", "FalseNegatives"),
        ]
    },
    **{
        (name, keras_name): [
            ({}, [binary, binary_edges, labels]),
            ({"thresholds": 0.25}, [binary_edges]),
            ({"thresholds": [0.1, 0.5, 0.7]}, [binary_edges]),
            ({"thresholds": [0.0, 0.25, 0.5, 0.75, 1.0]}, [binary_edges]),
            ({"top_k": 2}, [categorical, labels]),
            ({"class_id": 1}, [categorical, labels]),
            ({"top_k": 2, "class_id": 1}, [categorical]),
        ]
        for name, keras_name in [("precision", "Precision"), ("recall", "Recall")]
    },
    ("sensitivity_at_specificity", "SensitivityAtSpecificity"): [({"specificity": 0.5}, [binary, binary_edges])],
    ("specificity_at_sensitivity", "SpecificityAtSensitivity"): [
        ({"sensitivity": 0.5}, [binary]), ({"sensitivity": 0.5, "num_thresholds": 1}, [binary]),
    ],
    ("precision_at_recall", "PrecisionAtRecall"): [
        ({"recall": 0.5}, [binary]), ({"recall": 0.5, "num_thresholds": 11, "class_id": 1}, [labels]),
    ],
    ("recall_at_precision", "RecallAtPrecision"): [({"precision": 0.6}, [binary])],
    ("auc", "AUC"): [
        ({}, [binary, binary_edges, labels]),
        ({"num_thresholds": 3}, [binary_edges]),
        ({"curve": "PR"}, [binary, binary_edges]),
        ({"curve": "PR", "summation_method": "majoring"}, [binary]),
        ({"curve": "PR", "summation_method": "minoring"}, [binary]),
        ({"summation_method": "minoring"}, [binary]),
        ({"curve": "PRGAIN"}, [binary]),
        ({"thresholds": [0.1, 0.3, 0.8]}, [binary]),
        ({"thresholds": [0.25, 0.5, 0.75]}, [binary_edges]),
        ({"from_logits": True}, [binary_logits]),
        ({"multi_label": True}, [labels]),
        ({"multi_label": True, "curve": "PR", "label_weights": [0.5, 0.2, 1.0]}, [labels]),
        ({"label_weights": [0.5, 0.2, 1.0]}, [labels]),
        ({"multi_label": True, "num_labels": 3, "thresholds": [0.1, 0.3, 0.8]}, [labels]),
    ],
    ("f_beta_score", "FBetaScore"): [
        ({"beta": 2.0}, [categorical]),
        ({"beta": 0.5, "average": "macro", "threshold": 0.5}, [labels]),
    ],
    ("f1_score", "F1Score"): [
        ({}, [categorical]),
        ({"average": "macro"}, [categorical]),
        ({"average": "micro"}, [categorical]),
        ({"average": "weighted"}, [categorical]),
        ({"threshold": 0.4}, [labels]),
    ],
    ("io_u", "IoU"): [
        ({"num_classes": 3, "target_class_ids": [0, 2]}, [class_pairs]),
        ({"num_classes": 3, "target_class_ids": [1], "sparse_y_pred": False, "ignore_class": 2}, [segmentation]),
    ],
    ("binary_io_u", "BinaryIoU"): [({}, [binary, binary_edges]), ({"target_class_ids": [1], "threshold": 0.25}, [binary_edges])],
    ("mean_io_u", "MeanIoU"): [
        ({"num_classes": 3}, [class_pairs]), ({"num_classes": 3, "sparse_y_pred": False}, [segmentation]),
    ],
    ("one_hot_io_u", "OneHotIoU"): [({"num_classes": 3, "target_class_ids": [0, 2]}, [one_hot_segmentation])],
    ("one_hot_mean_io_u", "OneHotMeanIoU"): [({"num_classes": 3}, [one_hot_segmentation])],
    ("pearson_correlation", "PearsonCorrelation"): [({}, [real])],
    ("concordance_correlation", "ConcordanceCorrelation"): [({}, [real])],
}

WHOLE_WEIGHTS = ("io_u", "binary_io_u", "mean_io_u", "one_hot_io_u", "one_hot_mean_io_u")
EACH_WEIGHTS = ("sparse_sequence",)


def weights_for(name, maker, truth):
    shape = truth.shape[:2] if maker.__name__ in EACH_WEIGHTS else truth.shape[:1]
    if name in WHOLE_WEIGHTS:
        # Keras counts in whole numbers here, one weight for each position.
        return f32(random.randint(0, 4, truth.shape[:2] if truth.ndim > 1 and truth.shape[1] > 1 else truth.shape[:1]))
    return f32(random.choice([0, 0.5, 1, 2.5], shape))


def run(call, name, maker, weighted):
    metric = call.make(keras.metrics)
    data = []
    for truth, prediction in batches(maker):
        batch = {"truth": plain(truth), "prediction": plain(prediction)}
        weight = weights_for(name, maker, truth) if weighted else None
        metric.update_state(truth, prediction, sample_weight=weight)
        if weighted:
            batch["weight"] = plain(weight)
        data.append({**batch, "result": plain(metric.result())})
    dtypes = ["i32" if array.dtype == np.int32 else "f32" for array in (truth, prediction)]
    return {"data": maker.__name__, "dtypes": dtypes, "batches": data}


def write_all():
    for (name, keras_name), sets in CASES.items():
        cases = []
        for arguments, makers in sets:
            call = Call(name, keras_name, **arguments)
            runs = [run(call, name, maker, weighted) for maker in makers for weighted in (False, True)]
            cases.append({"call": call.text(), "runs": runs})
        write("metrics", name, {"cases": cases})
    write("metrics", "huber", {"cases": [huber(delta) for delta in (1.0, 0.3)]})


def huber(delta):
    """Keras has this metric as a function alone."""
    call = Call("huber", "MeanMetricWrapper", **({} if delta == 1.0 else {"delta": delta}))
    wrapper = Call("huber", "MeanMetricWrapper", fn=keras.losses.huber, name="huber", delta=delta)
    return {"call": call.text(), "runs": [run(wrapper, "huber", real, weighted) for weighted in (False, True)]}
