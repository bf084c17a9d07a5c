"""PyTorch with TensorBoard's SummaryWriter, and what TensorBoard's own reader finds in its files."""

import torch
from report import curve, expect
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from torch.utils.tensorboard import SummaryWriter

torch.manual_seed(7)
inputs = torch.randn(256, 8)
targets = (inputs.sum(dim=1, keepdim=True) > 0).float()
model = torch.nn.Sequential(torch.nn.Linear(8, 16), torch.nn.ReLU(), torch.nn.Linear(16, 1))
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
loss_of = torch.nn.BCEWithLogitsLoss()

with SummaryWriter("runs/fit") as writer:
    for step in range(60):
        optimizer.zero_grad()
        outputs = model(inputs)
        loss = loss_of(outputs, targets)
        loss.backward()
        optimizer.step()
        writer.add_scalar("train/loss", loss.item(), step)
        accuracy = ((outputs > 0).float() == targets).float().mean().item()
        writer.add_scalar("val/accuracy", accuracy, step)
        writer.add_histogram("weights", model[0].weight, step)
    writer.add_scalar("diverged", float("nan"), 60)

reader = EventAccumulator("runs/fit", size_guidance={"scalars": 0})
reader.Reload()
expect({tag: curve(event.value for event in reader.Scalars(tag)) for tag in reader.Tags()["scalars"]})
