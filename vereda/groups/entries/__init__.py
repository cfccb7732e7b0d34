"""The facts that groups may write, by what they tell of."""
