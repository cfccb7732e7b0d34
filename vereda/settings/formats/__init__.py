"""How numbers and dates are written here, where Django's own formats of a language are those of another country."""
