"""Keras (on PyTorch) with CSVLogger, and the history that fit() returns."""

import os

os.environ["KERAS_BACKEND"] = "torch"

import keras
import numpy
from report import curve, expect

keras.utils.set_random_seed(7)
generator = numpy.random.default_rng(7)
inputs = generator.normal(size=(200, 4)).astype("float32")
targets = (inputs.sum(axis=1) > 0).astype("float32")
model = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
history = model.fit(
    inputs,
    targets,
    validation_split=0.25,
    epochs=5,
    verbose=0,
    callbacks=[keras.callbacks.CSVLogger("training.log")],
)
expect({name: curve(values) for name, values in history.history.items()}, tolerance=1e-12)
