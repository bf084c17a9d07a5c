/** A small real training: a script beside `report.py` that writes `expected.json` when it is done. */
export interface Training {
  readonly script: string;
  /** What is tried by it, for the table. */
  readonly about: string;
}

export const TRAININGS: readonly Training[] = [
  { script: "mlflow_sklearn.py", about: "mlflow.sklearn.autolog(), scikit-learn" },
  { script: "mlflow_sweep.py", about: "MLflow, nested runs" },
  { script: "mlflow_processes.py", about: "MLflow, processes that log to one run at once" },
  { script: "torch_tensorboard.py", about: "PyTorch with TensorBoard" },
  { script: "keras_csv.py", about: "Keras CSVLogger" },
  { script: "lightning_csv.py", about: "Lightning CSVLogger" },
  { script: "trainer_state.py", about: "Hugging Face Trainer" },
  { script: "boosting.py", about: "XGBoost and LightGBM, what they print" },
  { script: "catboost_info.py", about: "CatBoost" },
  { script: "dvc_pipeline.py", about: "DVC pipeline with DVCLive" },
  { script: "wandb_offline.py", about: "W&B offline" },
  { script: "hydra_sweep.py", about: "Hydra sweep" },
];
