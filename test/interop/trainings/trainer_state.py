"""Hugging Face's Trainer on a tiny BERT made from scratch, and the log that it keeps."""

import torch
from report import curve, expect
from transformers import BertConfig, BertForSequenceClassification, Trainer, TrainingArguments, set_seed

set_seed(7)
config = BertConfig(
    vocab_size=64, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16, num_labels=2
)
rows = []
for index in range(64):
    tokens = torch.randint(5, 64, (8,), generator=torch.Generator().manual_seed(index))
    rows.append(
        {"input_ids": tokens, "attention_mask": torch.ones(8, dtype=torch.long), "labels": int(tokens[0] > 32)}
    )

trainer = Trainer(
    model=BertForSequenceClassification(config),
    args=TrainingArguments(
        output_dir="out",
        num_train_epochs=3,
        per_device_train_batch_size=16,
        eval_strategy="epoch",
        save_strategy="epoch",
        logging_steps=2,
        report_to=[],
        use_cpu=True,
        disable_tqdm=True,
        dataloader_pin_memory=False,
    ),
    train_dataset=rows,
    eval_dataset=rows[:16],
)
trainer.train()
trainer.save_state()

told = ["loss", "learning_rate", "eval_loss"]
log = trainer.state.log_history
expect({name: curve(entry[name] for entry in log if name in entry) for name in told})
