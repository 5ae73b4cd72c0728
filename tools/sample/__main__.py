"""`python -m tools.sample` writes the sample."""

from tools.sample.build import write

print(write(), "acts")
