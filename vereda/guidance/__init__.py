"""Rights and dangers, told so that they arrive: the texts of the library, who checked them, and who was told what."""
