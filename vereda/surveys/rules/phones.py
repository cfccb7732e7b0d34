"""A form as a phone gets it: what it draws and works out without a network, expressions as trees, nothing for engineers. Pure."""

from __future__ import annotations

from typing import Any

from vereda.surveys.entries.form import Form, Node, within
from vereda.surveys.rules.expressions import parsed
from vereda.surveys.words import Answer

FORMULAS = ("relevant", "constraint", "calculation", "repeat_count")
WORDS = ("label", "hint", "required_said", "constraint_said")


def for_phone(form: Form) -> dict[str, Any]:  # Any: JSON
    """Return a form for phones. Photos are taken in programs of OpenRosa alone, and not asked here."""
    return {
        "title": form.title,
        "version": form.version,
        "usual": form.usual_language,
        "nodes": [_node(one) for one in form.nodes if one.type is not Answer.IMAGE],
        "lists": {
            name: [{"code": one.code, "label": one.label, **({"columns": one.columns} if one.columns else {})} for one in rows]
            for name, rows in form.lists.items()
        },
        "around": {name: list(way) for name, way in within(form).items() if way},
    }


def _node(node: Node) -> dict[str, Any]:  # Any: JSON
    told: dict[str, Any] = {"name": node.name, "type": node.type, "class": node.cls}
    told |= {name: words for name in WORDS if (words := getattr(node, name))}
    told |= {name: parsed(text) for name in FORMULAS if (text := getattr(node, name))}
    if node.choices:
        told["choices"] = node.choices
    if node.choice_filter:
        told["choice_filter"] = parsed(node.choice_filter, in_choices=True)
    if required := required_tree(node):
        told["required"] = required
    if node.usual and "(" not in node.usual:
        told["usual"] = node.usual
    if node.children:
        told["children"] = [_node(one) for one in node.children if one.type is not Answer.IMAGE]
    return told


def required_tree(node: Node) -> list[Any] | None:  # Any: a tree
    """Return the tree that says whether an answer is required; None: never."""
    written = node.required.strip().casefold()
    if written in ("", "no", "false", "false()", "0"):
        return None
    return ["call", "true"] if written in ("yes", "true", "true()", "1", "sí", "si") else parsed(node.required)
