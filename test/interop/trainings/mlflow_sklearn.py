"""mlflow.sklearn.autolog() on a real training, and what MLflow's own client reads back from where it logged."""

import mlflow
from mlflow.tracking import MlflowClient
from report import curve, expect
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split

mlflow.sklearn.autolog()
features, labels = load_breast_cancer(return_X_y=True)
train_x, test_x, train_y, test_y = train_test_split(features, labels, random_state=7)

with mlflow.start_run(run_name="logistic") as run:
    mlflow.set_tag("team", "data")
    model = LogisticRegression(max_iter=5000, C=0.5).fit(train_x, train_y)
    mlflow.log_metric("test_auc", roc_auc_score(test_y, model.predict_proba(test_x)[:, 1]))
    for step in range(50):
        mlflow.log_metric("countdown", 50 - step, step=step)

client = MlflowClient()
logged = client.get_run(run.info.run_id)
assert logged.info.status == "FINISHED", logged.info.status
assert len(client.search_logged_models([logged.info.experiment_id])) == 1
histories = {
    name: curve(point.value for point in client.get_metric_history(logged.info.run_id, name))
    for name in logged.data.metrics
}
expect(histories, logged.data.params)
