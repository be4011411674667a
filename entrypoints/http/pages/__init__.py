"""The pages: what a person does in a browser, over the same use cases as everything else."""
