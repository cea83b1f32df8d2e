"""
Writes the golden numbers of layers and activations by running Keras itself. Needs Python with keras and jax:

    KERAS_BACKEND=jax python test/conformance/make_layers_golden.py [dense lstm …]
"""
import os
import sys

os.environ.setdefault("KERAS_BACKEND", "jax")
sys.path.insert(0, os.path.dirname(__file__))

from keras_golden import activations, layers, signatures  # noqa: E402

activations.write_all(sys.argv[1:])
layers.write_all(sys.argv[1:])
signatures.write_all()
