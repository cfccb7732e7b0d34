"""`python -m vereda.cli`, which is what bin/vereda runs."""

from vereda.cli.main import main

main()
