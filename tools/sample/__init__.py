"""Makes the sample: acts of the forces of Cao Lộc district, 2019 to 2026. Run `python -m tools.sample`."""
