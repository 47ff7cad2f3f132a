"""What is about a learner, closed: rows for the registrar, values for whoever has the page's key. Pure; chance is an argument."""
