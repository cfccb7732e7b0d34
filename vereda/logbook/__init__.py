"""Every fact, once, sealed and chained; how facts become state; what devices send and receive."""
