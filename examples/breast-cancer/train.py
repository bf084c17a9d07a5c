"""The same model with scikit-learn: reads params.json and data/, writes metrics.json, curves.jsonl and model.json."""

import json

import numpy as np
from sklearn.linear_model import SGDClassifier
from sklearn.metrics import accuracy_score, log_loss, recall_score, roc_auc_score
from sklearn.preprocessing import StandardScaler


def read_table(path):
    with open(path) as file:
        names = file.readline().strip().split(",")[:-1]
    table = np.loadtxt(path, delimiter=",", skiprows=1)
    return names, table[:, :-1], table[:, -1].astype(int)


def main():
    with open("params.json") as file:
        params = json.load(file)
    names, x, y = read_table("data/train.csv")
    _, x_test, y_test = read_table("data/test.csv")
    # The scale comes from the training rows alone: the held-out rows must not leak into it.
    scaler = StandardScaler().fit(x)
    x, x_test = scaler.transform(x), scaler.transform(x_test)
    model = SGDClassifier(
        loss="log_loss",
        alpha=params["l2"],
        learning_rate="constant",
        eta0=params["learning_rate"],
        random_state=params["seed"],
    )

    with open("curves.jsonl", "w") as curves:
        for epoch in range(1, params["epochs"] + 1):
            model.partial_fit(x, y, classes=[0, 1])
            scores = model.predict_proba(x_test)[:, 1]
            point = {
                "step": epoch,
                "train_log_loss": log_loss(y, model.predict_proba(x)[:, 1]),
                "test_log_loss": log_loss(y_test, scores),
                "test_auc": roc_auc_score(y_test, scores),
            }
            curves.write(json.dumps(point) + "\n")

    predicted = (scores >= 0.5).astype(int)
    metrics = {
        "auc": roc_auc_score(y_test, scores),
        "accuracy": accuracy_score(y_test, predicted),
        "log_loss": log_loss(y_test, scores),
        "sensitivity": recall_score(y_test, predicted, pos_label=0),
    }
    with open("metrics.json", "w") as file:
        json.dump(metrics, file, indent=2)
    with open("model.json", "w") as file:
        fitted = {"features": names, "weights": model.coef_[0].tolist(), "bias": float(model.intercept_[0])}
        json.dump({"kind": "sgd-logistic-regression", **fitted}, file, indent=2)
    print(f"held out: AUC {metrics['auc']:.4f}, accuracy {metrics['accuracy']:.4f}, log-loss {metrics['log_loss']:.4f}")


if __name__ == "__main__":
    main()
