"""Whole models: three epochs of four batches with injected weights: the log of every step and epoch, final weights."""
import keras
import numpy as np
from keras import layers, losses, metrics, optimizers, regularizers

from .numbers import plain, write

ROWS, BATCH, EPOCHS = 18, 5, 3


def reals(rng, *shape):
    return rng.normal(size=(ROWS, *shape)).astype("float32")


def classes(rng, count, *shape):
    return rng.integers(0, count, size=(ROWS, *shape)).astype("int32")


def mlp_adam(rng):
    x = keras.Input((6,), name="x")
    h = layers.Dense(8, activation="relu")(x)
    model = keras.Model(x, layers.Dense(3, activation="softmax")(h))
    model.compile(optimizers.Adam(learning_rate=0.01), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model, {"x": reals(rng, 6)}, {"kind": classes(rng, 3)}, """
model Mlp {
  input x: [6]
  target kind: class(3)
  dense(8, activation=relu)
  dense(3, activation=softmax)
  compile { optimizer adam(learning_rate=0.01); loss sparse_categorical_crossentropy; metrics accuracy }
}"""


def cnn_batch_norm(rng):
    x = keras.Input((8, 8, 2), name="picture")
    h = layers.Conv2D(4, 3, padding="same")(x)
    h = layers.MaxPooling2D()(layers.Activation("relu")(layers.BatchNormalization()(h)))
    h = layers.Flatten()(layers.Conv2D(6, 3, strides=2, activation="tanh")(h))
    model = keras.Model(x, layers.Dense(1, activation="sigmoid")(h))
    model.compile(optimizers.RMSprop(learning_rate=0.002), "binary_crossentropy", metrics=["accuracy", "auc"])
    return model, {"picture": reals(rng, 8, 8, 2)}, {"sick": classes(rng, 2, 1).astype("float32")}, """
model Cnn {
  input picture: [8, 8, 2]
  target sick: binary
  conv2d(4, 3, padding=same)  batch_normalization  relu  max_pooling2d
  conv2d(6, 3, strides=2, activation=tanh)  flatten
  dense(1, activation=sigmoid)
  compile { optimizer rmsprop(learning_rate=0.002); loss binary_crossentropy; metrics accuracy, auc }
}"""


def lstm_masked(rng):
    x = keras.Input((7,), dtype="int32", name="words")
    h = layers.LSTM(6)(layers.Embedding(12, 5, mask_zero=True)(x))
    model = keras.Model(x, layers.Dense(1)(h))
    model.compile("adam", "mse", metrics=["mae"])
    words = classes(rng, 12, 7)
    for row in range(ROWS):
        words[row, rng.integers(2, 8):] = 0
    words[3] = 0
    return model, {"words": words}, {"score": reals(rng, 1)}, """
model Lstm {
  input words: i32[7] in 0..11
  target score: real[1]
  embedding(12, 5, mask_zero=true)  lstm(6)  dense(1)
  compile { optimizer adam; loss mse; metrics mae }
}"""


def masked_sequences(rng):
    x = keras.Input((6,), dtype="int32", name="words")
    h = layers.LSTM(4, return_sequences=True)(layers.Embedding(9, 3, mask_zero=True)(x))
    model = keras.Model(x, layers.TimeDistributed(layers.Dense(3, activation="softmax"))(h))
    model.compile(optimizers.SGD(learning_rate=0.1, momentum=0.9), "sparse_categorical_crossentropy", metrics=["accuracy"])
    words = classes(rng, 8, 6) + 1
    for row in range(ROWS):
        words[row, rng.integers(2, 7):] = 0
    return model, {"words": words}, {"tags": classes(rng, 3, 6)}, """
model Tagger {
  input words: i32[6] in 0..8
  target tags: class(3)[6]
  embedding(9, 3, mask_zero=true)  lstm(4, return_sequences=true)
  time_distributed(dense(3, activation=softmax))
  compile { optimizer sgd(learning_rate=0.1, momentum=0.9); loss sparse_categorical_crossentropy; metrics accuracy }
}"""


def bidirectional_gru(rng):
    x = keras.Input((5, 3), name="signal")
    h = layers.Bidirectional(layers.GRU(4))(x)
    model = keras.Model(x, layers.Dense(2, activation="softmax")(h))
    model.compile(optimizers.Adam(learning_rate=0.01, amsgrad=True), "categorical_crossentropy",
                  metrics=["accuracy", "categorical_crossentropy"])
    return model, {"signal": reals(rng, 5, 3)}, {"side": np.eye(2, dtype="float32")[classes(rng, 2)]}, """
model Gru {
  input signal: [5, 3]
  target side: onehot(2)
  bidirectional(gru(4))  dense(2, activation=softmax)
  compile {
    optimizer adam(learning_rate=0.01, amsgrad=true)
    loss categorical_crossentropy
    metrics accuracy, categorical_crossentropy
  }
}"""


def transformer(rng):
    x = keras.Input((6,), dtype="int32", name="words")
    t = layers.Embedding(10, 8)(x)
    a = layers.MultiHeadAttention(2, 4)(t, t)
    t = layers.LayerNormalization()(layers.Add()([t, a]))
    d = layers.Dense(12, activation="gelu")(t)
    d = layers.Dense(8)(d)
    t = layers.LayerNormalization(epsilon=1e-6)(layers.Add()([t, d]))
    model = keras.Model(x, layers.Dense(1, activation="sigmoid")(layers.GlobalAveragePooling1D()(t)))
    model.compile(optimizers.AdamW(learning_rate=0.003, weight_decay=0.01, global_clipnorm=0.1),
                  losses.BinaryCrossentropy(label_smoothing=0.1), metrics=["accuracy"])
    return model, {"words": classes(rng, 10, 6)}, {"ordered": classes(rng, 2, 1).astype("float32")}, """
model Transformer {
  input words: i32[6] in 0..9
  target ordered: binary
  tokens = words -> embedding(10, 8)
  attended = (tokens, tokens) -> multi_head_attention(num_heads=2, key_dim=4)
  joined = (tokens, attended) -> add -> layer_normalization
  thought = joined -> dense(12, activation=gelu) -> dense(8)
  (joined, thought) -> add -> layer_normalization(epsilon=1e-6)
  global_average_pooling1d  dense(1, activation=sigmoid)
  compile {
    optimizer adamw(learning_rate=0.003, weight_decay=0.01, global_clipnorm=0.1)
    loss binary_crossentropy(label_smoothing=0.1)
    metrics accuracy
  }
}"""


def two_headed(rng):
    a, b = keras.Input((3,), name="a"), keras.Input((2,), name="b")
    h = layers.Dense(6, activation="elu")(layers.Concatenate()([a, b]))
    left = layers.Dense(1, activation="softplus", name="width")(h)
    right = layers.Dense(3, activation="softmax", name="kind")(h)
    model = keras.Model([a, b], {"width": left, "kind": right})
    model.compile("adam", {"width": "mse", "kind": "sparse_categorical_crossentropy"},
                  loss_weights={"width": 0.5, "kind": 2.0}, metrics={"width": ["mae"], "kind": ["accuracy"]})
    return model, {"a": reals(rng, 3), "b": reals(rng, 2)}, {"width": np.abs(reals(rng, 1)), "kind": classes(rng, 3)}, """
model TwoHeaded {
  input a: [3]
  input b: [2]
  target width: real[1]
  target kind: class(3)
  shared = (a, b) -> concatenate -> dense(6, activation=elu)
  width = shared -> dense(1, activation=softplus, name="width")
  kind = shared -> dense(3, activation=softmax, name="kind")
  output width, kind
  compile {
    optimizer adam
    loss width: mse * 0.5, kind: sparse_categorical_crossentropy * 2
    metrics width: mae, kind: accuracy
  }
}"""


def penalties(rng):
    x = keras.Input((5,), name="x")
    h = layers.Dense(7, activation="tanh", kernel_regularizer=regularizers.L2(0.01), bias_regularizer="l1",
                     activity_regularizer=regularizers.L2(0.02), kernel_constraint=keras.constraints.MaxNorm(0.8))(x)
    model = keras.Model(x, layers.Dense(2, kernel_constraint="non_neg")(layers.Dropout(0.0)(h)))
    model.compile(optimizers.SGD(learning_rate=0.1), losses.Huber(delta=0.7),
                  metrics=["root_mean_squared_error", "r2_score"])
    return model, {"x": reals(rng, 5)}, {"y": reals(rng, 2)}, """
model Penalties {
  input x: [5]
  target y: real[2]
  dense(7, activation=tanh, kernel_regularizer=l2(0.01), bias_regularizer=l1,
        activity_regularizer=l2(0.02), kernel_constraint=max_norm(0.8))
  dropout(0.0)
  dense(2, kernel_constraint=non_neg)
  compile {
    optimizer sgd(learning_rate=0.1)
    loss huber(delta=0.7)
    metrics root_mean_squared_error, r2_score
  }
}"""


CLASS_WEIGHT = {0: 0.5, 2: 3.0}


def weighted_classes(rng):
    x = keras.Input((4,), name="x")
    h = layers.Dense(5, activation="selu")(x)
    model = keras.Model(x, layers.Dense(3, activation="softmax")(h))
    rate = optimizers.schedules.CosineDecay(0.2, decay_steps=9, alpha=0.1)
    model.compile(optimizers.SGD(learning_rate=rate, momentum=0.8, nesterov=True),
                  "sparse_categorical_crossentropy", metrics=["accuracy"], weighted_metrics=["accuracy"])
    return model, {"x": reals(rng, 4)}, {"kind": classes(rng, 3)}, """
model Weighted {
  input x: [4]
  target kind: class(3)
  dense(5, activation=selu)
  dense(3, activation=softmax)
  compile {
    optimizer sgd(learning_rate=cosine_decay(0.2, decay_steps=9, alpha=0.1), momentum=0.8, nesterov=true)
    loss sparse_categorical_crossentropy
    metrics accuracy
    weighted_metrics accuracy
  }
  train { class_weight 0: 0.5, 2: 3 }
}"""


def lopsided(more):
    def loss(truth, guess):
        short = truth - guess
        return short * short + keras.ops.relu(short) * more

    return loss


def block_as_loss(rng):
    x = keras.Input((6,), dtype="int32", name="words")
    h = layers.GRU(4, return_sequences=True)(layers.Embedding(9, 3, mask_zero=True)(x))
    length = layers.Dense(1, name="length")(h)
    weight = layers.Dense(2, name="weight")(layers.GlobalAveragePooling1D()(h))
    model = keras.Model(x, {"length": length, "weight": weight})
    model.compile("adam", {"length": lopsided(3.0), "weight": lopsided(0.5)}, loss_weights={"length": 2.0, "weight": 1.0},
                  metrics={"weight": ["mae"]})
    words = classes(rng, 8, 6) + 1
    for row in range(ROWS):
        words[row, rng.integers(2, 7):] = 0
    return model, {"words": words}, {"length": reals(rng, 6, 1), "weight": reals(rng, 2)}, """
block lopsided(more: float) {
  input truth
  input guess
  short = (truth, guess) -> subtract
  square = (short, short) -> multiply
  extra = short -> relu -> rescaling(more)
  (square, extra) -> add
}

model Lopsided {
  input words: i32[6] in 0..8
  target length: real[6, 1]
  target weight: real[2]
  steps = words -> embedding(9, 3, mask_zero=true) -> gru(4, return_sequences=true)
  length = steps -> dense(1, name="length")
  weight = steps -> global_average_pooling1d -> dense(2, name="weight")
  output length, weight
  compile {
    optimizer adam
    loss length: lopsided(3) * 2, weight: lopsided(0.5)
    metrics weight: mae
  }
}"""


CASES = [mlp_adam, cnn_batch_norm, lstm_masked, masked_sequences, bidirectional_gru, transformer, two_headed, penalties,
         weighted_classes, block_as_loss]


def inject(model, rng):
    for weight in model.weights:
        if "seed" not in weight.path:
            start = np.abs if "variance" in weight.path else (lambda value: value)
            weight.assign(start(rng.normal(size=weight.shape).astype("float32") * 0.4))


def weights_of(model):
    return {weight.path: {"shape": list(weight.shape), "values": plain(np.asarray(weight).ravel())}
            for weight in model.weights if "seed" not in weight.path}


def build(number, case):
    keras.backend.clear_session()
    rng = np.random.default_rng(100 + number)
    model, inputs, targets, program = case(rng)
    inject(model, rng)
    return model, inputs, targets, program


def numbers(logs):
    return {name: plain(np.float32(value)) for name, value in logs.items()}


def write_case(number, case):
    model, inputs, targets, program = build(number, case)
    initial = weights_of(model)
    x = inputs if len(inputs) > 1 else next(iter(inputs.values()))
    y = targets if len(targets) > 1 else next(iter(targets.values()))
    part = lambda data, begin: ({key: value[begin:begin + BATCH] for key, value in data.items()}
                                if isinstance(data, dict) else data[begin:begin + BATCH])
    weight = CLASS_WEIGHT if case is weighted_classes else None
    steps = [numbers(model.train_on_batch(part(x, begin), part(y, begin), class_weight=weight, return_dict=True))
             for _ in range(EPOCHS) for begin in range(0, ROWS, BATCH)]
    trained = weights_of(model)
    predicted = model.predict(x, batch_size=BATCH, verbose=0)
    predicted = predicted if isinstance(predicted, dict) else {"": predicted}
    model = build(number, case)[0]
    history = model.fit(x, y, batch_size=BATCH, epochs=EPOCHS, shuffle=False, class_weight=weight,
                        validation_data=(x, y), validation_batch_size=BATCH, verbose=0).history
    write("models", case.__name__, {
        "program": program.strip(),
        "batch_size": BATCH,
        "epochs": EPOCHS,
        "inputs": {name: plain(value) for name, value in inputs.items()},
        "targets": {name: plain(value) for name, value in targets.items()},
        "weights": initial,
        "steps": steps,
        "history": [numbers({name: values[epoch] for name, values in history.items()}) for epoch in range(EPOCHS)],
        "trained": trained,
        "predictions": {name: plain(value) for name, value in predicted.items()},
    })


def write_all():
    for number, case in enumerate(CASES):
        write_case(number, case)
