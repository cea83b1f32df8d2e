"""The cases of every layer of the library, run by Keras."""
import keras
import numpy as np

from .call import Call
from .layer_case import Case
from .numbers import write


class PositionEmbedding(keras.layers.Layer):
    """KerasHub's layer of this name, by its documented definition: a learned row for each place, of the shape of the input."""

    def __init__(self, sequence_length, initializer="glorot_uniform", **kwargs):
        super().__init__(**kwargs)
        self.sequence_length = sequence_length
        self.initializer = keras.initializers.get(initializer)
        self.supports_masking = True

    def build(self, shape):
        self.table = self.add_weight(name="embeddings", shape=(self.sequence_length, shape[-1]), initializer=self.initializer)

    def call(self, inputs):
        return keras.ops.broadcast_to(self.table[: inputs.shape[-2]], inputs.shape)


keras.layers.PositionEmbedding = PositionEmbedding


def layer(name, keras_name):
    return lambda *positional, **arguments: Call(name, keras_name, *positional, **arguments)


def whole(seed, most, shape):
    return np.random.RandomState(seed).randint(0, most, shape).astype("int32")


dense = layer("dense", "Dense")
conv1d = layer("conv1d", "Conv1D")
conv2d = layer("conv2d", "Conv2D")
depthwise = layer("depthwise_conv2d", "DepthwiseConv2D")
separable = layer("separable_conv2d", "SeparableConv2D")
transposed = layer("conv2d_transpose", "Conv2DTranspose")
max_pooling = layer("max_pooling2d", "MaxPooling2D")
average_pooling = layer("average_pooling2d", "AveragePooling2D")
up_sampling = layer("up_sampling2d", "UpSampling2D")
batch_normalization = layer("batch_normalization", "BatchNormalization")
layer_normalization = layer("layer_normalization", "LayerNormalization")
embedding = layer("embedding", "Embedding")
lstm = layer("lstm", "LSTM")
gru = layer("gru", "GRU")
bidirectional = layer("bidirectional", "Bidirectional")
time_distributed = layer("time_distributed", "TimeDistributed")
attention = layer("multi_head_attention", "MultiHeadAttention")
normalization = layer("normalization", "Normalization")
rescaling = layer("rescaling", "Rescaling")
prelu = layer("prelu", "PReLU")
softmax = layer("softmax", "Softmax")
concatenate = layer("concatenate", "Concatenate")
reshape = layer("reshape", "Reshape")
dropout = layer("dropout", "Dropout")

IMAGE = (2, 7, 6, 4)
STEPS = (3, 5, 4)
MASK = np.array([[1, 1, 1, 1, 1], [1, 1, 0, 1, 0], [0, 1, 1, 0, 0]], "bool")
ROWS = np.array([[1, 1, 1], [1, 1, 0]], "bool")
COLUMNS = np.array([[1, 1, 0, 1], [0, 1, 1, 1]], "bool")
SEEN = np.array([[[1, 1, 0, 1], [0, 1, 1, 1], [1, 0, 0, 0]], [[1, 1, 1, 1], [0, 0, 0, 1], [1, 1, 0, 0]]], "bool")


def states(*names):
    random = np.random.RandomState(11)
    return {name: random.normal(0, 1, (3, 2)).astype("float32") for name in names}


def rnn_cases(make):
    """What lstm and gru have in common."""
    return [
        Case(make(2), STEPS),
        Case(make(2, return_sequences=True), STEPS),
        Case(make(2, return_sequences=True, return_state=True), STEPS),
        Case(make(2, go_backwards=True, return_sequences=True), STEPS),
        Case(make(2, go_backwards=True, return_state=True), STEPS, masks=[MASK]),
        Case(make(2), STEPS, masks=[MASK]),
        Case(make(2, return_sequences=True), STEPS, masks=[MASK]),
        Case(make(2, return_sequences=True, zero_output_for_mask=True), STEPS, masks=[MASK]),
        Case(make(2, zero_output_for_mask=True), STEPS, masks=[MASK]),
        Case(make(2, zero_output_for_mask=True, go_backwards=True, return_state=True), STEPS, masks=[MASK]),
        Case(make(2, use_bias=False), STEPS),
        Case(make(2, activation="softsign", recurrent_activation="hard_sigmoid"), STEPS),
        Case(make(2, activity_regularizer=Call("l2", "L2", 0.1)), STEPS),
    ]


CASES = {
    "dense": [
        Case(dense(4), (2, 3)),
        Case(dense(4, "tanh"), (2, 5, 3)),
        Case(dense(3, use_bias=False), (2, 2, 2, 3)),
        Case(dense(2, activation="softmax", activity_regularizer=Call("l1_l2", "L1L2", l1=0.1, l2=0.2)), (3, 4)),
    ],
    "embedding": [
        Case(embedding(7, 3), whole(1, 7, (2, 4))),
        Case(embedding(5, 2, mask_zero=True), whole(2, 5, (3, 6))),
        Case(embedding(5, 2), whole(3, 5, (4,))),
    ],
    "position_embedding": [
        Case(Call("position_embedding", "PositionEmbedding", 5), (2, 5, 3)),
        Case(Call("position_embedding", "PositionEmbedding", 7), (2, 2, 4, 3)),
    ],
    "activation": [Case(Call("activation", "Activation", "softmax"), (2, 3)), Case(Call("activation", "Activation", "elu"), (2, 3))],
    "relu": [
        Case(Call("relu", "ReLU"), (2, 5)),
        Case(Call("relu", "ReLU", 1.0, 0.1, 0.2), (3, 5)),
        Case(Call("relu", "ReLU", max_value=6), (3, 5)),
    ],
    "leaky_relu": [Case(Call("leaky_relu", "LeakyReLU"), (2, 5)), Case(Call("leaky_relu", "LeakyReLU", 0.1), (2, 5))],
    "elu": [Case(Call("elu", "ELU"), (2, 5)), Case(Call("elu", "ELU", 0.5), (2, 5))],
    "prelu": [
        Case(prelu(), (3, 4)),
        Case(prelu(shared_axes=[1, 2]), (2, 3, 2, 4)),
        Case(prelu(shared_axes=[2]), (2, 3, 4)),
    ],
    "softmax": [
        Case(softmax(), (2, 3, 4)),
        Case(softmax(axis=1), (2, 3, 4)),
        Case(softmax(axis=[1, 2]), (2, 3, 4)),
        Case(softmax(), (3, 5), masks=[np.array([[1, 1, 1, 1, 0], [0, 1, 0, 1, 0], [0, 0, 0, 0, 0]], "bool")]),
    ],
    "conv1d": [
        Case(conv1d(3, 2), (2, 6, 4)),
        Case(conv1d(3, 3, 2, "same"), (2, 6, 4)),
        Case(conv1d(3, 2, strides=2, padding="same"), (2, 5, 4)),
        Case(conv1d(3, 3, padding="causal", dilation_rate=2, activation="relu"), (2, 6, 4)),
        Case(conv1d(4, 3, padding="causal", strides=2, groups=2), (2, 7, 4)),
        Case(conv1d(4, 3, dilation_rate=2, padding="same", use_bias=False), (2, 6, 4)),
    ],
    "conv2d": [
        Case(conv2d(3, 3), IMAGE),
        Case(conv2d(4, 3, strides=2, padding="same"), IMAGE),
        Case(conv2d(3, [3, 2], [1, 2], "same", activation="relu"), IMAGE),
        Case(conv2d(4, 2, 2, groups=2, use_bias=False), IMAGE),
        Case(conv2d(3, 2, strides=3, padding="same"), IMAGE),
        Case(conv2d(4, 3, dilation_rate=2, padding="same", groups=4), IMAGE),
        Case(conv2d(3, [2, 3], dilation_rate=[3, 1]), IMAGE),
        Case(conv2d(5, 1), IMAGE),
    ],
    "depthwise_conv2d": [
        Case(depthwise(3), IMAGE),
        Case(depthwise(3, 2, "same", 2), IMAGE),
        Case(depthwise([2, 3], padding="same", dilation_rate=2, use_bias=False), IMAGE),
        Case(depthwise(2, strides=2, activation="tanh"), IMAGE),
    ],
    "separable_conv2d": [
        Case(separable(3, 3), IMAGE),
        Case(separable(3, 3, 2, "same", depth_multiplier=2), IMAGE),
        Case(separable(3, [2, 3], padding="same", dilation_rate=2, use_bias=False), IMAGE),
        Case(separable(2, 2, activation="tanh"), IMAGE),
    ],
    "conv2d_transpose": [
        Case(transposed(3, 3), (2, 3, 4, 2)),
        Case(transposed(3, 3, 2), (2, 3, 4, 2)),
        Case(transposed(3, 3, 2, "same"), (2, 3, 4, 2)),
        Case(transposed(2, 4, 2, "same", activation="relu"), (2, 3, 2, 3)),
        Case(transposed(2, 2, 3, "same"), (2, 3, 2, 3)),
        Case(transposed(2, 2, 3), (2, 3, 2, 3)),
        Case(transposed(2, [3, 5], [2, 3], "same", 1), (2, 3, 2, 3)),
        Case(transposed(2, 3, 2, "valid", 1, use_bias=False), (2, 3, 2, 3)),
        Case(transposed(2, 4, 3, "same", [0, 2]), (2, 3, 2, 3)),
        Case(transposed(2, [3, 2], padding="same", dilation_rate=2), (2, 4, 3, 2)),
        Case(transposed(2, 2, dilation_rate=[2, 3]), (2, 3, 2, 2)),
    ],
    "max_pooling2d": [
        Case(max_pooling(), IMAGE),
        Case(max_pooling(3, 2, "same"), IMAGE),
        Case(max_pooling([3, 2], [1, 2]), IMAGE),
        Case(max_pooling(2, 3, "same"), IMAGE),
    ],
    "average_pooling2d": [
        Case(average_pooling(2), IMAGE),
        Case(average_pooling(3, 2, "same"), IMAGE),
        Case(average_pooling([3, 2], [1, 2]), IMAGE),
        Case(average_pooling(2, 3, "same"), IMAGE),
    ],
    "global_average_pooling1d": [
        Case(Call("global_average_pooling1d", "GlobalAveragePooling1D"), STEPS),
        Case(Call("global_average_pooling1d", "GlobalAveragePooling1D", keepdims=True), STEPS),
        Case(Call("global_average_pooling1d", "GlobalAveragePooling1D"), STEPS, masks=[MASK]),
    ],
    "global_average_pooling2d": [
        Case(Call("global_average_pooling2d", "GlobalAveragePooling2D"), IMAGE),
        Case(Call("global_average_pooling2d", "GlobalAveragePooling2D", keepdims=True), IMAGE),
    ],
    "global_max_pooling1d": [
        Case(Call("global_max_pooling1d", "GlobalMaxPooling1D"), STEPS),
        Case(Call("global_max_pooling1d", "GlobalMaxPooling1D", keepdims=True), STEPS),
    ],
    "global_max_pooling2d": [
        Case(Call("global_max_pooling2d", "GlobalMaxPooling2D"), IMAGE),
        Case(Call("global_max_pooling2d", "GlobalMaxPooling2D", keepdims=True), IMAGE),
    ],
    "up_sampling2d": [
        Case(up_sampling(), (2, 3, 2, 2)),
        Case(up_sampling([2, 3]), (2, 3, 2, 2)),
        Case(up_sampling(2, interpolation="bilinear"), (2, 3, 4, 2)),
        Case(up_sampling([3, 4], interpolation="bilinear"), (2, 3, 4, 2)),
        Case(up_sampling(2, interpolation="bilinear"), (2, 1, 3, 2)),
        Case(up_sampling(2, interpolation="bilinear"), (2, 1, 1, 2)),
    ],
    "batch_normalization": [
        Case(batch_normalization(), (4, 3)),
        Case(batch_normalization(), (4, 3), training=True),
        Case(batch_normalization(momentum=0.8, epsilon=0.01), (2, 3, 2, 3), training=True),
        Case(batch_normalization(axis=1), (2, 3, 2, 4), training=True),
        Case(batch_normalization(1, center=False), (2, 3, 4)),
        Case(batch_normalization(scale=False), (2, 3, 4), training=True),
        Case(batch_normalization(), STEPS, training=True, masks=[MASK]),
        Case(batch_normalization(), (4, 3), training=True, frozen=True),
    ],
    "layer_normalization": [
        Case(layer_normalization(), (2, 3, 4)),
        Case(layer_normalization(axis=[1, 2], epsilon=0.00001), (2, 3, 4)),
        Case(layer_normalization(axis=1, center=False), (2, 3, 4)),
        Case(layer_normalization(axis=[-1, -3], scale=False), (2, 3, 2, 4)),
        Case(layer_normalization(axis=[1, -1]), (2, 5, 3)),
    ],
    "dropout": [
        Case(dropout(0.5), (2, 3)),
        Case(dropout(0.0), (2, 3), training=True),
        Case(dropout(1.0), (2, 3), training=True),
    ],
    "flatten": [Case(Call("flatten", "Flatten"), (2, 3, 4)), Case(Call("flatten", "Flatten"), (3,))],
    "reshape": [Case(reshape([4, 3]), (2, 12)), Case(reshape([-1, 2]), (2, 3, 4)), Case(reshape([3, -1, 1]), (2, 12))],
    "lstm": [
        *rnn_cases(lstm),
        Case(lstm(2, unit_forget_bias=False), STEPS),
        Case(lstm(2), STEPS, tensors=states("h", "c"), calling={"initial_state": ["h", "c"]}),
        Case(lstm(2, return_sequences=True), STEPS, masks=[MASK], tensors=states("h", "c"), calling={"initial_state": ["h", "c"]}),
    ],
    "gru": [
        *rnn_cases(gru),
        *rnn_cases(lambda units, **arguments: gru(units, **arguments, reset_after=False)),
        Case(gru(2), STEPS, tensors=states("h"), calling={"initial_state": "h"}),
    ],
    "bidirectional": [
        Case(bidirectional(lstm(2)), STEPS),
        Case(bidirectional(lstm(2, return_sequences=True)), STEPS),
        Case(bidirectional(lstm(2, return_sequences=True), "sum"), STEPS, masks=[MASK]),
        Case(bidirectional(gru(2), merge_mode="mul"), STEPS, masks=[MASK]),
        Case(bidirectional(gru(2, return_sequences=True, return_state=True), merge_mode="ave"), STEPS),
        Case(bidirectional(lstm(2, return_state=True), merge_mode=None), STEPS),
        Case(bidirectional(lstm(2), backward_layer=lstm(3, go_backwards=True, activation="relu")), STEPS),
        Case(bidirectional(gru(2, return_sequences=True, go_backwards=True), backward_layer=gru(2, return_sequences=True)), STEPS),
        Case(
            bidirectional(lstm(2)),
            STEPS,
            tensors=states("h", "c", "i", "d"),
            calling={"initial_state": ["h", "c", "i", "d"]},
        ),
    ],
    "time_distributed": [
        Case(time_distributed(dense(3)), (2, 4, 5)),
        Case(time_distributed(conv2d(2, 2, activation="relu")), (2, 3, 4, 4, 2)),
        Case(time_distributed(lstm(2, return_sequences=True)), (2, 3, 4, 2)),
        Case(time_distributed(Call("flatten", "Flatten")), (2, 3, 2, 2), masks=[ROWS]),
    ],
    "multi_head_attention": [
        Case(attention(2, 3), (2, 3, 4), (2, 4, 5)),
        Case(attention(2, 3, value_dim=2, output_shape=5, dropout=0.1), (2, 3, 4), (2, 4, 5), (2, 4, 6)),
        Case(attention(2, 2, use_bias=False), (2, 3, 4), (2, 3, 4), calling={"use_causal_mask": True}),
        Case(attention(2, 2), (2, 3, 4), (2, 4, 4), tensors={"m": SEEN}, calling={"attention_mask": "m"}),
        Case(attention(2, 2), (2, 3, 4), (2, 4, 4), masks=[ROWS, COLUMNS]),
        Case(attention(2, 2), (2, 3, 4), (2, 4, 4), masks=[None, COLUMNS], calling={"return_attention_scores": True}),
        Case(attention(2, 2, dropout=0.3), (2, 3, 4), (2, 4, 4), masks=[ROWS, COLUMNS]),
        Case(
            attention(1, 2, use_gate=True, sliding_window=2),
            (2, 4, 3),
            (2, 4, 3),
            tensors={"m": SEEN[:, [0, 1, 2, 0]]},
            calling={"attention_mask": "m", "use_causal_mask": True},
        ),
        Case(attention(2, 2, attention_axes=2), (2, 2, 3, 4), (2, 2, 4, 4), calling={"return_attention_scores": True}),
        Case(attention(2, 2, attention_axes=[1, 2]), (2, 2, 3, 4), (2, 3, 2, 4)),
        Case(attention(1, 2, output_shape=[2, 3]), (2, 2, 2, 3), (2, 2, 2, 3)),
        Case(attention(1, 2, activity_regularizer=Call("l2", "L2", 0.1)), (2, 3, 3), (2, 3, 3)),
    ],
    "add": [
        Case(Call("add", "Add"), (2, 3), (2, 3)),
        Case(Call("add", "Add"), (2, 3, 4), (2, 1, 4), (2, 4)),
        Case(Call("add", "Add"), STEPS, STEPS, masks=[MASK, MASK[:, ::-1]]),
    ],
    "subtract": [
        Case(Call("subtract", "Subtract"), (2, 3), (2, 3)),
        Case(Call("subtract", "Subtract"), (2, 3, 4), (2, 1, 4)),
        Case(Call("subtract", "Subtract"), STEPS, STEPS, masks=[MASK, MASK[:, ::-1]]),
        Case(Call("subtract", "Subtract"), STEPS, STEPS, masks=[None, MASK]),
    ],
    "multiply": [
        Case(Call("multiply", "Multiply"), (2, 3), (2, 3)),
        Case(Call("multiply", "Multiply"), (2, 3, 4), (2, 1, 4), (2, 3, 4)),
        Case(Call("multiply", "Multiply"), STEPS, STEPS, masks=[MASK, MASK[:, ::-1]]),
        Case(Call("multiply", "Multiply"), STEPS, STEPS, masks=[None, MASK]),
        Case(Call("multiply", "Multiply"), (3, 4), STEPS, masks=[None, MASK]),
    ],
    "concatenate": [
        Case(concatenate(), (2, 3), (2, 4)),
        Case(concatenate(axis=1), (2, 3, 2), (2, 1, 2), (2, 2, 2)),
        Case(concatenate(), STEPS, STEPS, masks=[MASK, MASK[:, ::-1]]),
        Case(concatenate(axis=1), STEPS, STEPS, masks=[MASK, MASK[:, ::-1]]),
        Case(concatenate(axis=1), STEPS, STEPS, masks=[None, MASK]),
    ],
    "rescaling": [
        Case(rescaling(0.5), (2, 3)),
        Case(rescaling(2.0, offset=-1.0), whole(4, 9, (2, 3, 3, 1))),
        Case(rescaling([0.5, 2.0, 1.5], [0.0, 1.0, 2.0]), (2, 3)),
    ],
    "normalization": [
        Case(normalization(), (4, 3)),
        Case(normalization(invert=True), (2, 3, 4)),
        Case(normalization(axis=None), (4, 3)),
        Case(normalization(axis=[1, 2]), (2, 3, 4)),
        Case(normalization(mean=[1.0, 2.0, 3.0], variance=[4.0, 0.25, 0.0]), (4, 3)),
        Case(normalization(axis=[1, 2], mean=[1.0, 2.0], variance=[4.0, 0.25], invert=True), (2, 3, 2)),
        Case(normalization(None, 2.0, 4.0), (4, 3)),
    ],
}


def write_all(only):
    for name, cases in CASES.items():
        if not only or name in only:
            write("layers", name, {"cases": [case.golden(keras.layers) for case in cases]})
