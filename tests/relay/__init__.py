"""The relay's drill: phones, a post and a headquarters as real processes, a line that is cut, a stick that is carried."""
