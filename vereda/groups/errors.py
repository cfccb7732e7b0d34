"""What can go wrong with shifts and patrols."""

from __future__ import annotations

from vereda.errors import FieldError


class PatrolNotOut(FieldError):
    code = "groups.patrol_not_out"
    hint = "Ese recorrido ya regresó o no es de su grupo; vuelva a cargar la página."


class PatrolNotBack(FieldError):
    code = "groups.patrol_not_back"
    hint = "Ese recorrido sigue fuera o no es de su grupo; vuelva a cargar la página."


class PatrolAlreadyWithdrawn(FieldError):
    code = "groups.patrol_already_withdrawn"
    hint = "Ese recorrido ya estaba retirado o no es de su grupo; vuelva a cargar la página."


class ShiftNotOpen(FieldError):
    code = "groups.shift_not_open"
    hint = "Ese turno ya terminó; abra uno nuevo."


class ShiftAlreadyOpen(FieldError):
    code = "groups.shift_already_open"
    hint = "Ya hay un turno abierto en el grupo; termínelo antes de abrir otro."


class RouteMissing(FieldError):
    code = "groups.route_missing"
    hint = "Diga la ruta del recorrido, por nombre o número."


class BackBeforeDeparture(FieldError):
    code = "groups.back_before_departure"
    hint = "El regreso ({back}) no puede ser antes de la salida ({out}). Revise la hora."


class NotOfThePost(FieldError):
    code = "groups.not_of_the_post"
    hint = "Ese registro no es de su grupo o ya no está; vuelva a cargar la página."


class NameMissing(FieldError):
    code = "groups.name_missing"
    hint = "Escriba el nombre."


class HourWrong(FieldError):
    code = "groups.hour_wrong"
    hint = "La hora no se entiende. Escríbala en 24 horas, por ejemplo 07:00."


class NothingPlanned(FieldError):
    code = "groups.nothing_planned"
    hint = "No cambió nada en el rol."


class HandoverOwn(FieldError):
    code = "groups.handover_own"
    hint = "La firma quien recibe, con su propia cuenta: esta entrega la hizo usted."


class HandoverSignedAlready(FieldError):
    code = "groups.handover_signed_already"
    hint = "Otra persona ya firmó esta entrega; vuelva a cargar la página."


class HandoverTakenBack(FieldError):
    code = "groups.handover_taken_back"
    hint = "Esta entrega se retiró; vea si hay otra."


class HandoverUnreadable(FieldError):
    code = "groups.handover_unreadable"
    hint = "En esta computadora no se puede leer la entrega; fírmela donde se escribió. Nadie firma lo que no leyó."


class PlanCancelled(FieldError):
    code = "groups.plan_cancelled"
    hint = "Ese recorrido se canceló; planee otro o anote la salida sin plan."


class PlanGone(FieldError):
    code = "groups.plan_gone"
    hint = "Ese recorrido ya salió; vea Recorridos."


class DriverNotInTeam(FieldError):
    code = "groups.driver_not_in_team"
    hint = "Quien maneja va en el equipo: márquelo también ahí."


class DaysReversed(FieldError):
    code = "groups.days_reversed"
    hint = "El último día es antes del primero. Revise las fechas."


class RenewalNotLater(FieldError):
    code = "groups.renewal_not_later"
    hint = "La fecha nueva debe ser posterior al {until}. Si la fecha anterior estaba mal, corrija el convenio."


class NothingLent(FieldError):
    code = "groups.nothing_lent"
    hint = "Diga al menos una cosa que se presta, con su número."


class SourceMissing(FieldError):
    code = "groups.source_missing"
    hint = "Diga qué papel lo dice: folio, oficio o convenio."


class AgreementEndedAlready(FieldError):
    code = "groups.agreement_ended_already"
    hint = "Ese convenio ya había terminado; vuelva a cargar la página."


class CallNumberWrong(FieldError):
    code = "groups.call_number_wrong"
    hint = "Escriba el número como se marca: cifras, con + y la clave del país si la lleva."


class CallNumberGone(FieldError):
    code = "groups.call_number_gone"
    hint = "Ese número ya se quitó o se cambió; vuelva a cargar la página."


class CallNumberOwn(FieldError):
    code = "groups.call_number_own"
    hint = "Lo verifica otra persona: quien guardó el número no puede ser quien lo confirma."


class CallNotToday(FieldError):
    code = "groups.call_not_today"
    hint = "La prueba se anota con su hora, de las últimas 24 horas. Para una de antes, llame otra vez."
