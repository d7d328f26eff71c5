"""``python -m reader`` does what the command ``newsreader`` does."""

from reader.cli.main import run

if __name__ == "__main__":
    run()
