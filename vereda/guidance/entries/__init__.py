"""The facts of the library: texts, numbers, what people were told."""
