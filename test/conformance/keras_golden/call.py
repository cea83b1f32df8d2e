"""A use of a library entry twice: as its text in a `.nn` file, and as the Keras object that it stands for."""
import keras

ROOMS = [keras.layers, keras.optimizers.schedules, keras.optimizers, keras.losses, keras.metrics, keras.initializers,
         keras.regularizers, keras.constraints]


class Call:
    """`Call("adam", "Adam", 0.1, beta_1=0.8)`; arguments may be calls themselves."""

    def __init__(self, name, keras_name, /, *positional, **arguments):
        self.name = name
        self.keras_name = keras_name
        self.positional = positional
        self.arguments = arguments

    def text(self):
        named = [f"{key}={text_of(value)}" for key, value in self.arguments.items()]
        arguments = [text_of(value) for value in self.positional] + named
        return f"{self.name}({', '.join(arguments)})" if arguments else self.name

    def make(self, room, **more):
        positional = [make_of(value) for value in self.positional]
        arguments = {key: make_of(value) for key, value in self.arguments.items()}
        return getattr(room, self.keras_name)(*positional, **arguments, **more)


def text_of(value):
    if isinstance(value, Call):
        return value.text()
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "none"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(text_of(item) for item in value)}]"
    return str(value)


def make_of(value):
    if not isinstance(value, Call):
        return value
    return next(value.make(room) for room in ROOMS if hasattr(room, value.keras_name))
