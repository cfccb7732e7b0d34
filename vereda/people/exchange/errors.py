"""What can go wrong with a count of several countries. Each says what to do; none holds a name, a key or a token."""

from __future__ import annotations

from vereda.errors import FieldError


class CountFileDamaged(FieldError):
    """A file of a run was cut or changed, or is no file of a run at all."""

    code = "people.count_file_damaged"
    hint = "{file} no está entero, o no es un archivo de cuenta entre países. Pídalo otra vez a quien lo mandó."


class CountFileOfAnotherRun(FieldError):
    """A file of another run was brought, or one that was made for other terms of the same run."""

    code = "people.count_file_of_another_run"
    hint = "{file} es de otra cuenta, no de {run}. Quítelo y traiga el de esta."


class CountSignatureWrong(FieldError):
    """Who is named as the author of a file did not sign it."""

    code = "people.count_signature_wrong"
    hint = "{file} dice ser de {who} y no lleva su firma. No lo use; llame a {who} y pídalo otra vez."


class CountFileTwice(FieldError):
    """Two files of one kind and one author: one of them may be an old one, played back."""

    code = "people.count_file_twice"
    hint = "Hay dos archivos de {what} de {who}. Deje uno solo, el que {who} diga por teléfono."


class CountFileMissing(FieldError):
    """A step was tried before all files that it needs were here."""

    code = "people.count_file_missing"
    hint = "Falta el archivo de {what} de {who}. Tráigalo y repita la orden."


class CountFileUnwritten(FieldError):
    """A file could not be written; nothing else was done."""

    code = "people.count_file_unwritten"
    hint = "No se puede escribir {path}: {reason}. Elija otro lugar con --out."


class CountTermsWrong(FieldError):
    """Terms of a run that nobody may agree to."""

    code = "people.count_terms_wrong"
    hint = "Los términos de la cuenta no valen: {problem}. Hágalos de nuevo con «vereda exchange count offer»."


class CountNotOurs(FieldError):
    """This installation, or this unit, is not among those that the run names."""

    code = "people.count_not_ours"
    hint = "Esta instalación no está en la cuenta {run}, o su tarjeta cambió. Quien la abrió debe hacerla con la tarjeta de hoy."


class CountExpired(FieldError):
    """The run's last day is over; its keys are gone."""

    code = "people.count_expired"
    hint = "La cuenta {run} venció el {on}. Ciérrela y abra otra si todavía hace falta."


class CountNeedsAccount(FieldError):
    """A person must answer for this step; the operator of a machine is none."""

    code = "people.count_needs_account"
    hint = "Diga quién: --as CUENTA, con función de estadística."


class CountSamePerson(FieldError):
    """Two different persons agree to a run, or nobody does."""

    code = "people.count_same_person"
    hint = "Esa cuenta ya dijo que sí. Falta que otra persona con función de estadística repita la orden."


class CountNotAgreed(FieldError):
    """Shares and tokens leave only after two persons said yes here."""

    code = "people.count_not_agreed"
    hint = "Dos personas de aquí no han dicho que sí a la cuenta {run}. Use «vereda exchange count agree»."


class CountClosed(FieldError):
    """The run was closed here: there is no key any more."""

    code = "people.count_closed"
    hint = "La cuenta {run} ya se cerró aquí y su llave se destruyó. Si falta algo, abran otra."


class CountShareWrong(FieldError):
    """A share does not open, or is another than the one that its country promised to all."""

    code = "people.count_share_wrong"
    hint = "La parte de la llave de {who} no es la que prometió a todos. No siga; hablen por teléfono y abran otra cuenta."


class CountKeysDiffer(FieldError):
    """Tokens of two countries were not made with one key; linked, they would count everybody apart."""

    code = "people.count_keys_differ"
    hint = "Las marcas de {who} no se hicieron con la misma llave que las demás. Nada se contó; que {who} las haga otra vez."


class CountTokensWrong(FieldError):
    """What was sealed inside is not a table of tokens as agreed."""

    code = "people.count_tokens_wrong"
    hint = "Las marcas de {who} no tienen la forma acordada. Que las haga con la misma versión de Vereda que las demás."


class CountNobodyConsented(FieldError):
    """No record of the period may be sent."""

    code = "people.count_nobody_consented"
    hint = (
        "Ninguna persona de ese periodo tiene nombre y permiso para estudios entre países. No hay nada que mandar; "
        "avise a los demás: sin su parte se puede contar si quedan {least}."
    )


class CountTooFewCountries(FieldError):
    """Fewer countries sent tokens than agreed: with fewer, each could subtract itself and read the others."""

    code = "people.count_too_few_countries"
    hint = "Llegaron marcas de {found} países y se acordaron al menos {least}. Espere a los que faltan o cierre la cuenta."


class CountCellsNotAgreed(FieldError):
    """A finer or another table was asked of the unit than all agreed to."""

    code = "people.count_cells_not_agreed"
    hint = "Se pidió {asked} y lo acordado es {agreed}. La unidad no da más celdas que las acordadas."


class CountModelUnknown(FieldError):
    """The unit does not have the model that the run names."""

    code = "people.count_model_unknown"
    hint = "La cuenta pide el modelo {asked} y aquí está {here}. Ponga en todas la misma versión de Vereda."


class CountTokensUsed(FieldError):
    """One table is asked once of the same tokens: two that differ a little would give away who is in one alone."""

    code = "people.count_tokens_used"
    hint = "Esas marcas ya se contaron. El resultado está en {path}; no se cuenta dos veces lo mismo."


class CountPeriodUsed(FieldError):
    """The same countries were counted over days of this period before: two counts could be subtracted."""

    code = "people.count_period_used"
    hint = "Esos países ya se contaron en días de ese periodo (cuenta {run}). Elijan uno que empiece después del {until}."


class CountUnitHasRecords(FieldError):
    """The unit runs in the home of an installation, where keys and names are."""

    code = "people.count_unit_has_records"
    hint = "En {home} hay una instalación con registros. La unidad va en otra máquina, con VEREDA_HOME en una carpeta propia."


class CountBracketWrong(FieldError):
    """A published estimate could not be read."""

    code = "people.count_bracket_wrong"
    hint = "No entiendo «{value}». Escriba país=personas, o país=bajo:estimado:alto, como mx=12000 o gt=3100:3400:3800."


class CountBracketEmpty(FieldError):
    """A bracket wants estimates of at least two countries, each once."""

    code = "people.count_bracket_empty"
    hint = "Dé la cifra publicada de al menos dos países, cada uno una vez."
