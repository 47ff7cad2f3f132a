"""New files for people who never wrote YAML: what to ask, what becomes of the answers, and a file that reads like a form."""
