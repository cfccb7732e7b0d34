"""Vehicles, equipment, stock."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import stock, stock_books

routes: list[URLPattern] = [
    path("existencias/", stock.stock, name="stock"),
    path("existencias/conteo/", stock_books.count, name="stock_count"),
    path("existencias/conteo/<uuid:entry>/explica/", stock_books.explain, name="stock_explain"),
    path("existencias/periodo/", stock_books.period, name="stock_period"),
    path("existencias/donativos/", stock_books.grants, name="stock_grants"),
    path("existencias/articulo/<str:code>/", stock_books.item, name="stock_item"),
    path("existencias/articulo/<str:code>/aviso/", stock_books.set_low, name="stock_low"),
    path("existencias/quedo/<str:kind>/<str:holder>/", stock.come_back, name="stock_back"),
    path("existencias/movimiento/<uuid:entry>/retirar/", stock.withdraw, name="stock_withdraw"),
    path("existencias/envio/<uuid:transfer>/llego/", stock.hear_of, name="stock_heard"),
    path("existencias/anotar/<str:way>/", stock.move, name="stock_move"),
]
