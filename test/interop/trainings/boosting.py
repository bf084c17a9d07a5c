"""XGBoost and LightGBM print what they evaluate; both give the exact values when asked."""

import lightgbm
import numpy
import xgboost
from report import curve, expect
from sklearn.datasets import load_breast_cancer
from sklearn.model_selection import train_test_split

features, labels = load_breast_cancer(return_X_y=True)
train_x, test_x, train_y, test_y = train_test_split(features, labels, random_state=7)

told = {}
training = xgboost.DMatrix(train_x, train_y)
held_out = xgboost.DMatrix(test_x, test_y)
options = {"objective": "binary:logistic", "eval_metric": ["logloss", "auc"], "max_depth": 3}
xgboost.train(options, training, 12, evals=[(training, "train"), (held_out, "heldout")], evals_result=told)
expected = {f"{data}-{metric}": curve(values) for data, found in told.items() for metric, values in found.items()}

known = {}
learned = lightgbm.Dataset(train_x, train_y)
lightgbm.train(
    {"objective": "binary", "metric": "binary_logloss", "verbosity": -1},
    learned,
    num_boost_round=12,
    valid_sets=[learned.create_valid(test_x, test_y)],
    valid_names=["unseen"],
    callbacks=[lightgbm.log_evaluation(1), lightgbm.record_evaluation(known)],
)
assert numpy.isfinite(known["unseen"]["binary_logloss"]).all()
expected["unseen-binary_logloss"] = curve(known["unseen"]["binary_logloss"])
expect(expected, tolerance=1e-5)
