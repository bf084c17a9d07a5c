"""CatBoost writes its own folder; the model knows the same values."""

from catboost import CatBoostClassifier
from report import curve, expect
from sklearn.datasets import load_breast_cancer
from sklearn.model_selection import train_test_split

features, labels = load_breast_cancer(return_X_y=True)
train_x, test_x, train_y, test_y = train_test_split(features, labels, random_state=7)
model = CatBoostClassifier(iterations=15, depth=3, random_seed=7, verbose=False, thread_count=1)
model.fit(train_x, train_y, eval_set=(test_x, test_y))
found = model.get_evals_result()
expect(
    {"learn-Logloss": curve(found["learn"]["Logloss"]), "test-Logloss": curve(found["validation"]["Logloss"])},
    tolerance=1e-8,
)
