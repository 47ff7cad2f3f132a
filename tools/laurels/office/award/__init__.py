"""From a spreadsheet to a batch: every row looked at, every problem listed, nothing about a learner kept or said."""
