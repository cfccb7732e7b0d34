"""`python -m vereda.cli`, which is what bin/vereda runs."""

from vereda.cli.main import main

# Guarded: a worker of the web server imports this file again under another name.
if __name__ == "__main__":
    main()
