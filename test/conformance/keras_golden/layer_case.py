"""One use of a layer: run by Keras with seeded weights, it gives outputs, gradients, and everything else that can be compared."""
import jax
import jax.numpy as jnp
import keras
import numpy as np

from .numbers import plain

from keras.src.backend import get_keras_mask, set_keras_mask

MERGING = (keras.layers.Add, keras.layers.Subtract, keras.layers.Multiply, keras.layers.Concatenate)


class Case:
    """
    `shapes` are those of the inputs, or arrays; `tensors` are arguments of the layer's call that are values of the model, by
    name; `masks` belong to the inputs.
    """

    def __init__(self, call, *shapes, training=False, masks=(), tensors=None, calling=None, seed=1, frozen=False):
        self.call = call
        self.shapes = shapes
        self.training = training
        self.masks = masks
        self.tensors = tensors or {}
        self.calling = calling or {}
        self.seed = seed
        self.frozen = frozen

    def golden(self, room):
        keras.utils.clear_session()
        random = np.random.RandomState(self.seed)
        inputs = [shape if isinstance(shape, np.ndarray) else normal(random, shape) for shape in self.shapes]
        layer = self.call.make(room)
        run = self.runner(layer)
        run(inputs)
        fill_weights(layer, random)
        if isinstance(layer, keras.layers.Normalization):
            layer.finalize_state()
        if self.frozen:
            layer.trainable = False
        return {
            "call": self.text(),
            **({"training": True} if self.training else {}),
            **({"frozen": True} if self.frozen else {}),
            "name": layer.name,
            "params": layer.count_params(),
            "inputs": [{"dtype": "i32" if x.dtype == np.int32 else "f32", "shape": list(x.shape), "values": plain(x)} for x in inputs],
            **({"masks": [None if mask is None else plain(mask.astype("int32")) for mask in self.masks]} if self.masks else {}),
            **({"tensors": {name: plain(tensor) for name, tensor in self.tensors.items()}} if self.tensors else {}),
            "weights": {v.path: {"shape": list(v.shape), "trainable": bool(v.trainable), "values": plain(v.value)} for v in real_weights(layer)},
            **self.results(layer, run, inputs, random),
        }

    def text(self):
        """The call as a `.nn` file says it, arguments of Keras's call at its end."""
        text = self.call.text()
        extra = [f"{key}={value if isinstance(value, str) else str(value).lower()}" for key, value in self.calling.items()]
        extra = [part.replace("'", "") for part in extra]
        if not extra:
            return text
        return f"{text[:-1]}, {', '.join(extra)})" if text.endswith(")") else f"{text}({', '.join(extra)})"

    def runner(self, layer):
        """xs → outputs, in the mode of the case."""

        def arguments():
            named = {}
            for key, value in self.calling.items():
                names = value if isinstance(value, list) else [value]
                tensors = [jnp.asarray(self.tensors[name]) if isinstance(name, str) else name for name in names]
                named[key] = tensors if isinstance(value, list) else tensors[0]
            return named

        def run(xs):
            xs = [jnp.asarray(x) for x in xs]
            for x, mask in zip(xs, self.masks):
                if mask is not None:
                    set_keras_mask(x, jnp.asarray(mask))
            merging = isinstance(layer, MERGING)
            given = [xs] if merging else xs
            named = {"training": self.training} if takes_training(layer) else {}
            # Keras hands masks on to a call with one tensor; with states beside it they must be named.
            if self.masks and "initial_state" in self.calling:
                named["mask"] = jnp.asarray(self.masks[0])
            return layer(*given, **arguments(), **named)

        return run

    def results(self, layer, run, inputs, random):
        trainable = [v.value for v in layer.trainable_variables]
        others = [v.value for v in layer.non_trainable_variables]
        floats = [i for i, x in enumerate(inputs) if x.dtype == np.float32]

        def stateless(weights, values):
            xs = list(inputs)
            for i, value in zip(floats, values):
                xs[i] = value
            values = [*zip(layer.trainable_variables, weights), *zip(layer.non_trainable_variables, others)]
            with keras.StatelessScope(state_mapping=values, collect_losses=True) as scope:
                outputs = run(xs)
                losses = list(layer.losses)
            after = [scope.get_current_value(v) for v in layer.non_trainable_variables]
            return jax.tree_util.tree_leaves(outputs), after, losses

        outputs, after, losses = stateless(trainable, [inputs[i] for i in floats])
        cotangents = [normal(random, output.shape) for output in outputs]

        def pulled(weights, values):
            return sum(jnp.sum(y * c) for y, c in zip(stateless(weights, values)[0], cotangents))

        of_weights, of_inputs = jax.grad(pulled, argnums=(0, 1))(trainable, [inputs[i] for i in floats])
        paths = [v.path for v in layer.trainable_variables]
        updates = {
            v.path: plain(value)
            for v, value, before in zip(layer.non_trainable_variables, after, others)
            if not is_seed(v) and value is not None and not np.array_equal(value, before)
        }
        mask = get_keras_mask(jax.tree_util.tree_leaves(run(inputs))[0])
        return {
            "outputs": [plain(output) for output in outputs],
            "cotangents": [plain(cotangent) for cotangent in cotangents],
            "gradients": {
                "inputs": {str(i): plain(gradient) for i, gradient in zip(floats, of_inputs)},
                "weights": {path: plain(gradient) for path, gradient in zip(paths, of_weights)},
            },
            **({"updates": updates} if updates else {}),
            **({"losses": [plain(loss) for loss in losses]} if losses else {}),
            **({"mask": plain(np.asarray(mask).astype("int32"))} if mask is not None else {}),
        }


def normal(random, shape):
    return random.normal(0, 1, shape).astype("float32")


def takes_training(layer):
    return layer._call_has_training_arg


def is_seed(variable):
    return "seed" in variable.path


def real_weights(layer):
    return [v for v in layer.weights if not is_seed(v)]


def fill_weights(layer, random):
    for variable in real_weights(layer):
        name = variable.path.split("/")[-1]
        if "variance" in name:
            variable.assign(random.uniform(0.5, 2, variable.shape).astype("float32"))
        elif "int" not in str(variable.dtype):
            variable.assign((0.5 * random.normal(0, 1, variable.shape)).astype("float32"))
