"""Rights, cases, terms, complaints. The library of laws stands first: what each country's articles say, side by side."""
