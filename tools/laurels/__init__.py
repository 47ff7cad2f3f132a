"""Laurels turns a Git repository into an awarding body's credential office."""

__version__ = "0.1.0"
