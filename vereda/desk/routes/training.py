"""Capacitación: sessions, lists, tests, certificates; courses for everybody."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import training as of
from vereda.desk.web import training_abroad as abroad
from vereda.desk.web import training_acts as acts
from vereda.desk.web import training_courses as courses
from vereda.desk.web import training_lists as lists
from vereda.desk.web import training_plan as plan

routes: list[URLPattern] = [
    path("capacitacion/", of.sessions, name="training"),
    path("capacitacion/nueva/", acts.new, name="training_new"),
    path("capacitacion/quien-puede/", of.able, name="training_able"),
    path("capacitacion/anio/", of.year, name="training_year"),
    path("capacitacion/lista/", lists.upload, name="training_list"),
    path("capacitacion/lista/revisar/", lists.preview, name="training_list_preview"),
    path("capacitacion/de-otros-paises/", abroad.courses_abroad, name="courses_abroad"),
    path("capacitacion/de-otros-paises/<uuid:subject>/<slug:language>/", abroad.course_abroad, name="course_abroad"),
    path("capacitacion/cursos/", courses.mine, name="training_mine"),
    path("capacitacion/cursos/<slug:code>/", courses.course, name="training_course"),
    path("capacitacion/cursos/<slug:code>/examen/<slug:moment>/", courses.test, name="training_test"),
    path("capacitacion/mias/<uuid:subject>.<str:form>", courses.own_certificate, name="training_own_certificate"),
    path("capacitacion/constancias/<uuid:subject>.<str:form>", acts.certificate, name="training_certificate"),
    path("capacitacion/constancias/<uuid:subject>/anular/", acts.revoke, name="training_revoke"),
    path("capacitacion/<uuid:subject>/", of.session, name="training_session"),
    path("capacitacion/<uuid:subject>/cambiar/", plan.change, name="training_change"),
    path("capacitacion/<uuid:subject>/inscribir/", plan.enrol, name="training_enrol"),
    path("capacitacion/<uuid:subject>/voy/", plan.sign_up, name="training_sign_up"),
    path("capacitacion/<uuid:subject>/llegue/", courses.arrived, name="training_arrived"),
    path("capacitacion/<uuid:subject>/persona/<str:who>/", of.person, name="training_person"),
    path("capacitacion/<uuid:subject>/persona/<str:who>/constancia/", acts.certify, name="training_certify"),
    path("capacitacion/<uuid:subject>/persona/<str:who>/<slug:what>/", acts.of_person, name="training_of_person"),
    path("capacitacion/<uuid:subject>/<slug:what>/", acts.step, name="training_step"),
]
