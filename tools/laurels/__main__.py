"""`python -m laurels`."""

from laurels.cli import main

if __name__ == "__main__":
    main()
