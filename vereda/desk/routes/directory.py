"""The directory of services, free places of houses, the pages of partners, and waiting times."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import beds_wall, directory, partner, partner_place, waiting

routes: list[URLPattern] = [
    path("directorio/", directory.directory, name="directory"),
    path("directorio/<slug:code>/", directory.place, name="place"),
    path("directorio/<slug:code>/lugares/", directory.say_capacity, name="say_capacity"),
    path("directorio/<slug:code>/datos/", directory.tell_place, name="tell_place"),
    path("lugares-libres/", directory.beds, name="beds"),
    path("pared/lugares/", beds_wall.wall, name="beds_wall"),
    path("pared/lugares/cuadro/", beds_wall.picture, name="beds_wall_picture"),
    path("esperas/", waiting.waiting, name="waiting_times"),
    path("aliada/", partner.offers, name="partner"),
    path("aliada/lugares/", partner_place.beds, name="partner_beds"),
    path("aliada/lugares/cambia/", partner_place.change, name="partner_change"),
    path("aliada/datos/", partner_place.data, name="partner_data"),
    path("aliada/<uuid:subject>/", partner.offer, name="partner_offer"),
    path("aliada/<uuid:subject>/acepta/", partner.accept, name="partner_accept"),
    path("aliada/<uuid:subject>/no-puede/", partner.refuse, name="partner_refuse"),
    path("aliada/<uuid:subject>/llegaron/", partner.arrived, name="partner_arrived"),
    path("aliada/<uuid:subject>/hecho/", partner.done, name="partner_done"),
    path("aliada/<uuid:subject>/palabras/", partner.note, name="partner_note"),
]
