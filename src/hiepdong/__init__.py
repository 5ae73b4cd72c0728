"""Hiệp đồng: the desk where army, police and border guard act in concert."""

__version__ = "0.1.0"
