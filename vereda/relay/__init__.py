"""The line between a post and headquarters: what goes up, what comes down, a file on a stick, and the certificate of a post."""
