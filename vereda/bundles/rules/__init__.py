"""Cards, bundles and folds: pure."""
