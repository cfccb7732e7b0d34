"""The wall view and practice."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import practice, wall

routes: list[URLPattern] = [
    path("simulacro/", practice.practice, name="practice"),
    path("simulacro/empezar/", practice.begin, name="begin_practice"),
    path("simulacro/entrar/", practice.come_in, name="join_practice"),
    path("simulacro/terminar/", practice.end, name="end_practice"),
    path("simulacro/volver/", practice.leave, name="leave_practice"),
    path("pared/", wall.wall, name="wall"),
    path("pared/cuadro/", wall.picture, name="wall_picture"),
    path("paredes/", wall.walls, name="walls"),
    path("paredes/esta/", wall.make, name="make_wall"),
    path("paredes/<uuid:wall>/apagar/", wall.end, name="end_wall"),
]
