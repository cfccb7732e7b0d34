"""Search planning for searchers and scientists: arrays in, arrays out; importable without Django. These names are kept stable."""
