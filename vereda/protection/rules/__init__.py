"""Rules of protection: values in, values out. They say what to do next; they judge nobody, and add up nothing."""
