"""The training of the accurate pipeline: a pretrained encoder, fine-tuned on the same data as the small one."""
