"""Vehicles, equipment, stock."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import equipment, stock, stock_books, supply_forecast, vehicle_acts, vehicles

routes: list[URLPattern] = [
    path("existencias/", stock.stock, name="stock"),
    path("existencias/prevision/", supply_forecast.supply_forecast, name="supply_forecast"),
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
    path("vehiculos/", vehicles.vehicles, name="vehicles"),
    path("vehiculos/registrar/", vehicles.register, name="vehicle_new"),
    path("vehiculos/<uuid:subject>/", vehicles.vehicle, name="vehicle"),
    path("vehiculos/<uuid:subject>/sale/", vehicles.leave, name="vehicle_out"),
    path("vehiculos/<uuid:subject>/regresa/<uuid:trip>/", vehicles.come_in, name="vehicle_back"),
    path("vehiculos/<uuid:subject>/salida/<uuid:trip>/<str:what>/", vehicle_acts.mend_trip, name="trip_mend"),
    path("vehiculos/<uuid:subject>/falla/", vehicle_acts.report_fault, name="vehicle_fault"),
    path("vehiculos/<uuid:subject>/falla/<uuid:fault>/reparada/", vehicle_acts.repair, name="vehicle_repair"),
    path("vehiculos/<uuid:subject>/combustible/", vehicle_acts.refuel, name="vehicle_fuel"),
    path("vehiculos/<uuid:subject>/servicio/", vehicle_acts.service, name="vehicle_service"),
    path("vehiculos/<uuid:subject>/datos/", vehicle_acts.change, name="vehicle_change"),
    path("vehiculos/<uuid:subject>/<str:what>/", vehicle_acts.act, name="vehicle_act"),
    path("equipo/", equipment.equipment, name="equipment"),
    path("equipo/registrar/", equipment.register, name="equipment_new"),
    path("equipo/<uuid:subject>/<str:what>/", equipment.act, name="equipment_act"),
]
