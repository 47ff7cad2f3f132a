"""What comes in from and goes out to other software: files in, data out."""
