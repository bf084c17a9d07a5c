"""Lightning with its CSVLogger; what it was told to log is kept by the module itself."""

import lightning
import torch
from lightning.pytorch.loggers import CSVLogger
from report import curve, expect

lightning.seed_everything(7)
seen = {"train_loss": [], "val_loss": []}


class Line(lightning.LightningModule):
    def __init__(self, lr=0.05):
        super().__init__()
        self.save_hyperparameters()
        self.layer = torch.nn.Linear(3, 1)

    def loss(self, batch):
        inputs, targets = batch
        return torch.nn.functional.mse_loss(self.layer(inputs), targets)

    def training_step(self, batch, _):
        loss = self.loss(batch)
        self.log("train_loss", loss, on_step=False, on_epoch=True)
        return loss

    def validation_step(self, batch, _):
        self.log("val_loss", self.loss(batch))

    def on_train_epoch_end(self):
        for name, values in seen.items():
            values.append(float(self.trainer.callback_metrics[name]))

    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=self.hparams.lr)


inputs = torch.randn(64, 3)
data = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(inputs, inputs.sum(1, keepdim=True)), batch_size=64)
trainer = lightning.Trainer(
    max_epochs=4,
    logger=CSVLogger("."),
    log_every_n_steps=1,
    accelerator="cpu",
    enable_progress_bar=False,
    enable_checkpointing=False,
    num_sanity_val_steps=0,
)
trainer.fit(Line(), data, data)
expect({name: curve(values) for name, values in seen.items()}, {"lr": 0.05}, tolerance=1e-6)
