"""
Writes the golden numbers of whole models by training them in Keras itself. Needs Python with keras and jax:

    KERAS_BACKEND=jax python test/conformance/make_models_golden.py
"""
import os
import sys

os.environ.setdefault("KERAS_BACKEND", "jax")
sys.path.insert(0, os.path.dirname(__file__))

from keras_golden import models  # noqa: E402

models.write_all()
