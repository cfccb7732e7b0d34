"""A complaint about own staff: sealed where it is written, read by the outside body alone. Here: number, month, standing."""
