"""The facts that protection may write: of children who are alone, of cases, of who was trained to screen."""
