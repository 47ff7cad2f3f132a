"""The issuing office: what may sign, and only appends."""
